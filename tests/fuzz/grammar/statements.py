"""Statements: declarations, loops with labels, try, switch, destructuring."""

from __future__ import annotations

from collections.abc import Callable

from .expressions import Expressions
from .state import Variable
from .values import KEYS

ITERATORS = ("plain", "plain", "throws", "closes badly", "closes oddly", "no return", "endless")


class Statements(Expressions):
    def block(self, count: int, depth: int) -> str:
        """Statements in braces, with a scope of their own."""
        with self.scope():
            return "{\n" + "".join(self.statement(depth) for _ in range(count)) + "}"

    def small_block(self, depth: int) -> str:
        return self.block(self.rng.between(1, 3), depth)

    def statement(self, depth: int) -> str:
        if depth <= 0 or not self.spend():
            return self.simple_statement()
        return self.rng.weighted([
            (10, lambda d: self.simple_statement()), (5, self._if), (6, self._for), (3, self._for_of), (2, self._for_in),
            (2, self._while), (1, self._do_while), (3, self._switch), (6, self._try), (2, self._labelled),
            (4, self._jump), (4, self._destructure), (2, self._closures), (2, self._for_of_iterator),
            (1, self._block), (2, self._throw), (1, self._shadow), (1, self._collection_loop), (2, self._local_function),
        ])(depth)

    # -- small ones ------------------------------------------------------------------------------
    def simple_statement(self) -> str:
        return self.rng.weighted([
            (6, self._declare), (6, self._assign), (4, self._set_property), (3, self._set_element), (3, self._log),
            (2, self._expression), (3, lambda: self.effect(2) + "\n"), (1, self._define),
        ])()

    def _declare(self) -> str:
        kind = self.rng.weighted([(6, "num"), (2, "str"), (3, "arr"), (4, "obj"), (2, "fn"), (1, "bool"), (2, "any")])
        value = self.expr(kind)
        word = self.rng.weighted([(5, "let"), (3, "const"), (2, "var")])
        name = self.declare(kind, mutable=word != "const")
        return f"{word} {name} = {value};\n"

    def _assign(self) -> str:
        found = self.visible(mutable=True)
        if not found:
            return self._declare()
        target = self.rng.pick(found)
        kind = target.kind if self.rng.chance(85) else "any"
        if target.kind == "num" and self.rng.chance(60):
            return f"{target.name} {self.rng.pick(('+=', '-=', '*=', '^=', '|=', '/=', '%=', '<<=', '>>>='))} {self.expr(kind)};\n"
        if target.kind == "str":
            return f"{target.name} += {self.expr('str', 2)};\n{self.bounded(target.name)}"
        return f"{target.name} = {self.expr(kind)};\n{self.bounded(target.name)}"

    def bounded(self, name: str) -> str:
        """Keeps a string from doubling in a loop."""
        return f"if ({name}?.length > 200) {name} = {name}.length;\n" if self.place.loop else ""

    def _set_property(self) -> str:
        if self.place.private and self.rng.chance(40):
            return f"this.{self.rng.pick(self.place.private)} = {self.expr('num')};\n"
        operator = self.rng.pick(("=", "=", "=", "+=", "-=", "??=", "|="))
        return f"{self.leaf('obj')}.{self.key()} {operator} {self.expr('num' if self.rng.chance(70) else 'any')};\n"

    def _set_element(self) -> str:
        operator = self.rng.pick(("=", "=", "=", "+=", "-=", "*="))
        index = self.index(2).replace('"length"', '"b"')  # no huge arrays: they take forever
        return f"{self.leaf('arr')}[{index}] {operator} {self.expr('num' if self.rng.chance(60) else 'any')};\n"

    def _log(self) -> str:
        return f"log({self.expr('any')}, {self.leaf('any')});\n"

    def _expression(self) -> str:
        text = self.expr("any")
        return f"{text};\n" if not text.startswith(("{", "function", "class", "let")) else f"({text});\n"

    def _define(self) -> str:
        target, key = self.leaf("obj"), self.key()
        return self.rng.pick((
            f"Object.defineProperty({target}, \"{key}\", {{ get() {{ return {self.number()}; }}, configurable: true }});\n",
            f"Object.defineProperty({target}, \"{key}\", {{ value: {self.leaf('any')}, writable: false }});\n",
            f"Object.freeze({target});\n", f"Object.preventExtensions({target});\n",
            f"Object.setPrototypeOf({target}, {self.leaf('obj')});\n", f"Object.freeze({self.leaf('arr')});\n"))

    # -- control ---------------------------------------------------------------------------------
    def _block(self, depth: int) -> str:
        return self.small_block(depth - 1) + "\n"

    def _if(self, depth: int) -> str:
        text = f"if ({self.expr('bool')}) {self.small_block(depth - 1)}"
        return text + (f" else {self.small_block(depth - 1)}\n" if self.rng.chance(45) else "\n")

    def loop_body(self, depth: int) -> str:
        with self.at(loop=True, switch=False):
            return self.block(self.rng.between(1, 3), depth - 1)

    def trips(self) -> int:
        """How often a loop that isn't a hot one goes round."""
        return self.rng.between(1, 3) if self.place.loop else self.rng.between(2, 9)

    def _for(self, depth: int) -> str:
        with self.scope():
            name = self.fresh("i")
            self.scopes[-1].append(Variable(name, "num", False))
            form = self.rng.below(5)
            trips = self.trips()
            body = self.loop_body(depth)
        word = "var" if self.rng.chance(20) else "let"
        if form == 0:
            return f"for ({word} {name} = {trips}; {name}-- > 0;) {body}\n"
        if form == 1:
            return f"for ({word} {name} = 0.5; {name} < {trips}; {name} += 1) {body}\n"
        return f"for ({word} {name} = 0; {name} < {trips}; {name}++) {body}\n"

    def _for_of(self, depth: int) -> str:
        source = self.receiver("arr", 2)
        with self.scope():
            if self.rng.chance(25):
                first, second = self.declare("any"), self.declare("any")
                target = f"const [{first}, {second} = {self.leaf('any')}]"
                source = f"Object.entries({self.leaf('obj')})"
            else:
                target = f"{self.rng.pick(('let', 'const', 'var'))} {self.declare('any')}"
            body = self.loop_body(depth)
        return f"for ({target} of {source}.slice(0, {self.trips()})) {body}\n"

    def _for_of_iterator(self, depth: int) -> str:
        source = self.iterator()
        with self.scope():
            name = self.declare("num")
            body = self.loop_body(depth)
        return f"for (const {name} of {source}) {body}\n"

    def iterator(self) -> str:
        values = ", ".join(self.primitive() for _ in range(self.rng.between(0, 4)))
        return f"iter(\"{self.fresh('it')}\", [{values}], \"{self.rng.pick(ITERATORS)}\")"

    def _for_in(self, depth: int) -> str:
        source = self.expr(self.rng.pick(("obj", "arr")), 2)
        with self.scope():
            name = self.declare("str")
            guard = self.fresh("n")
            body = self.loop_body(depth)
        return f"{{ let {guard} = 0; for (const {name} in {source}) {{ if ({guard}++ > 5) break;\n{body[1:]} }}\n"

    def _while(self, depth: int) -> str:
        guard = self.fresh("w")
        condition = self.expr("bool", 2)
        return f"{{ let {guard} = 0; while ({guard}++ < {self.trips()} && {condition}) {self.loop_body(depth)} }}\n"

    def _do_while(self, depth: int) -> str:
        guard = self.fresh("w")
        body = self.loop_body(depth)
        return f"{{ let {guard} = 0; do {body} while ({guard}++ < {self.trips()} && {self.expr('bool', 2)}); }}\n"

    def _switch(self, depth: int) -> str:
        kind = self.rng.pick(("num", "str", "any"))
        value = self.expr(kind, 2)
        out = []
        default = self.rng.below(5)
        with self.scope(), self.at(switch=True):
            for n in range(self.rng.between(1, 4)):
                body = "".join(self.statement(depth - 1) for _ in range(self.rng.between(0, 2)))
                test = "default" if n == default else f"case {self.leaf(kind)}"
                # Braces, as a declaration in a clause that is passed over would be read too early all the time.
                out.append(f"{test}: {{ {body}{'break;' if self.rng.chance(50) else ''} }}\n")
                self.scopes[-1].clear()
        return f"switch ({value}) {{\n{''.join(out)}}}\n"

    def _try(self, depth: int) -> str:
        form = self.rng.below(3)
        text = f"try {self.block(self.rng.between(1, 3), depth - 1)}"
        if form != 1:
            with self.scope():
                binding = self.rng.below(4)
                if binding == 0:
                    text += f" catch {self.small_block(depth - 1)}"
                elif binding == 1:
                    name = self.declare("str")
                    text += f" catch ({{ name: {name} = \"none\" }}) {self.small_block(depth - 1)}"
                else:
                    name = self.declare("any")
                    block = self.small_block(depth - 1)
                    text += f" catch ({name}) {{ log(\"caught\", {name});\n{block[1:]}"
        if form != 0:
            text += f" finally {self.small_block(depth - 1)}"
        return text + "\n"

    def _labelled(self, depth: int) -> str:
        label = self.fresh("L")
        loop = self.rng.chance(70)
        with self.at(labels=(*self.place.labels, (label, loop))):
            body = self.rng.pick((self._for, self._for_of, self._for_of_iterator))(depth) if loop else self._block(depth)
        return f"{label}: {body}"

    def _jump(self, depth: int) -> str:
        choices = []
        for label, loop in self.place.labels:
            choices += [f"break {label};", f"continue {label};" if loop else f"break {label};"]
        if self.place.loop:
            choices += ["continue;", "break;"]
        elif self.place.switch:
            choices.append("break;")
        if self.place.returns:
            choices += [f"return {self.expr('any', 2)};", "return;"]
        if not choices:
            return self.simple_statement()
        jump = self.rng.pick(choices)
        return f"if ({self.expr('bool', 2)}) {jump}\n" if self.rng.chance(75) else f"{jump}\n"

    def _throw(self, depth: int) -> str:
        kind = self.rng.pick(("Error", "TypeError", "RangeError"))
        value = f"new {kind}({self.expr('str', 1)})" if self.rng.chance(60) else self.expr("any", 2)
        return f"if ({self.expr('bool', 2)}) throw {value};\n"

    # -- bindings --------------------------------------------------------------------------------
    def pattern(self, depth: int, word: str) -> str:
        """A pattern that declares variables, or assigns to what there is (word is "")."""
        if word:
            def target() -> str:
                return self.declare(self.rng.pick(("any", "num")), mutable=word != "const")
        else:
            def target() -> str:
                found = self.visible(mutable=True)
                options = [f"{self.leaf('obj')}.{self.key()}"]
                options += [v.name for v in found if v.kind in ("any", "num")]
                text = self.rng.pick(options)
                return text if not text.startswith("(") else f"{self.visible()[0].name}.a"
        return self._pattern(depth, target)

    def _pattern(self, depth: int, target: Callable[[], str]) -> str:
        def element() -> str:
            inner = self._pattern(depth - 1, target) if depth > 0 and self.rng.chance(15) else target()
            return inner + (f" = {self.expr('any', 1)}" if self.rng.chance(40) else "")

        if self.rng.chance(50):
            items = ["" if self.rng.chance(10) else element() for _ in range(self.rng.between(1, 3))]
            rest = f", ...{target()}" if self.rng.chance(25) else ""
            return f"[{', '.join(items)}{rest}]"
        rows = []
        for key in self.rng.shuffled(KEYS)[:self.rng.between(1, 3)]:
            rows.append(f"[{self.leaf('str')}]: {element()}" if self.rng.chance(10) else f"{key}: {element()}")
        if self.rng.chance(25):
            rows.append(f"...{target()}")
        return f"{{ {', '.join(rows)} }}"

    def _destructure(self, depth: int) -> str:
        source = self.rng.weighted([(3, lambda: self.expr("arr")), (3, lambda: self.expr("obj")), (3, self.iterator),
                                    (1, lambda: self.expr("any"))])()
        word = self.rng.pick(("let", "const", "var", "", ""))
        pattern = self.pattern(1, word)
        return f"{word} {pattern} = {source};\n" if word else f"({pattern} = {source});\n"

    def _shadow(self, depth: int) -> str:
        """A use before the declaration is initialised."""
        name = self.fresh("z")
        use = self.rng.pick((f"log({name});", f"{name} = 1;", f"log(typeof {name});", f"(() => {name})();", f"{name}++;"))
        tail = f"{self.rng.pick(('let', 'const'))} {name} = {self.expr('num')};"
        return f"try {{ {use} {tail} log({name}); }} catch (e) {{ log(e); }}\n"

    def _closures(self, depth: int) -> str:
        """Closures over a loop's variables, called when the loop is over."""
        if self.place.hot:
            return self.simple_statement()
        closures, index = self.fresh("c"), self.fresh("i")
        with self.scope(), self.at(yields=False, awaits=False):
            self.scopes[-1].append(Variable(index, "num"))
            captured = self.declare("num", "k")
            value, result = self.expr("num", 2), self.expr("num", 2)
            inner = self.rng.pick((f"{captured} += {index}; ", f"{index}++; ", "", f"{captured} = {self.leaf('any')}; "))
        word = self.rng.pick(("let", "let", "var"))
        return (f"{{ const {closures} = []; for ({word} {index} = 0; {index} < 3; {index}++) {{ let {captured} = {value}; "
                f"{closures}.push(() => {{ {inner}return {result}; }});"
                f" if ({closures}.length > 6) break; }}\n"
                f"for (const f of {closures}) log(f(), f()); }}\n")

    def _collection_loop(self, depth: int) -> str:
        name, other = self.fresh("m"), self.fresh("k")
        if self.rng.chance(50):
            return (f"{{ const {name} = new Map(); for (const {other} of {self.expr('arr', 2)}) {name}.set({other}, {self.leaf('num')});\n"
                    f"{name}.delete({self.leaf('any')}); log({name}, {name}.size, {name}.get({self.leaf('any')}), [...{name}.keys()].slice(0, 5)); }}\n")
        return (f"{{ const {name} = new Set({self.expr('arr', 2)}); let n = 0; for (const {other} of {name}) {{ if (n++ > 6) break;\n"
                f"if ({self.expr('bool', 1)}) {name}.delete({other}); else {name}.add(n); }}\nlog({name}, {name}.has({self.leaf('any')})); }}\n")

    def _local_function(self, depth: int) -> str:
        if self.place.hot:
            return self.simple_statement()
        return self.function_declaration(depth - 1)

    def function_declaration(self, depth: int) -> str:
        raise NotImplementedError
