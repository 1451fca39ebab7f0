"""Hot loops: functions with some hundred iterations over arrays and objects of mixed kinds, so that specialised versions
of the code are made, left and entered again."""

from __future__ import annotations

from .declarations import Declarations
from .state import Variable


class HotLoops(Declarations):
    def hot_function(self) -> str:
        """Declares a function with a hot loop, and calls it with several arguments."""
        name = self.fresh("hot")
        with self.scope(), self.at(function="function", hot=True, loop=False, returns=True, labels=(), arguments=False):
            data = self.declare("arr", "d")
            bound = self.declare("num", "n", mutable=False)
            factor = self.declare("any" if self.rng.chance(30) else "num", "p")
            parameters = f"{data}, {bound}, {factor}"
            accumulators = [self.declare(self.rng.weighted([(6, "num"), (1, "str"), (2, "any")]), "s")
                            for _ in range(self.rng.between(1, 2))]
            setup = "".join(f"let {a} = {self.rng.pick(('0', '0', '1', '0.5', '-0', '2147483600', '-2147483640', '1073741800'))};\n"
                            for a in accumulators)
            if self.rng.chance(35):
                setup += f"const {self.declare('obj', 'o')} = {self.object_literal(1)};\n"
            loop = self._hot_loop(data, bound, accumulators)
        text = f"function {name}({parameters}) {{\n{setup}{loop}return [{', '.join(accumulators)}];\n}}\n"
        calls = ""
        for _ in range(self.rng.between(1, 4)):
            trips = self.rng.pick(("150", "200", "300", "260"))
            argument = self.expr("num" if self.rng.chance(75) else "any", 1)
            calls += f"try {{ log(\"{name}\", {name}({self.hot_data()}, {trips}, {argument})); }} catch (e) {{ log(\"{name} E\", e); }}\n"
        self.scopes[-1].append(Variable(name, "hotfn", False))
        return text + calls

    def hot_data(self) -> str:
        """An array for hot loops: of one kind or mixed, with holes or not, of objects of several shapes."""
        found = self.visible("arr")
        if found and self.rng.chance(35):
            return self.rng.pick(found).name
        form = self.rng.below(9)
        if form == 0:
            return "Array.from({ length: 50 }, (_, i) => i)"
        if form == 1:
            return f"Array.from({{ length: 40 }}, (_, i) => i * {self.rng.pick(('0.5', '1.5', '-1', '2147483647', '1e300'))})"
        if form == 2:
            return f"Array.from({{ length: 60 }}, (_, i) => i === {self.rng.between(20, 59)} ? {self.leaf('any')} : i)"
        if form == 3:
            return "Array.from({ length: 30 }, (_, i) => i % 7 === 3 ? { b: i, a: 1 } : { a: i, b: 2.5 })"
        if form == 4:
            return f"Array.from({{ length: 30 }}, (_, i) => i % {self.rng.between(2, 9)} === 1 ? {self.leaf('obj')} : {{ a: i, x: i * 0.5 }})"
        if form == 5:
            return self.array_literal(2)
        if form == 6:
            return "[1, 2, , 4, 5, , 7.5]"
        if form == 7 and self.classes:
            chosen = self.rng.pick(self.classes).name
            return f"Array.from({{ length: 20 }}, (_, i) => i % 5 ? new {chosen}(i) : {{ a: i }})"
        return "new Array(30).fill(0).map((_, i) => i & 1 ? \"s\" + i : -i)"

    def _hot_loop(self, data: str, bound: str, accumulators: list[str]) -> str:
        index = self.fresh("i")
        with self.scope(), self.at(loop=True):
            self.scopes[-1].append(Variable(index, "num", False))
            item = self.declare("any", "e")
            element = self.rng.pick((f"{data}[{index} % {data}.length]", f"{data}[{index}]", f"{data}[{index} & 15]", f"{data}?.[{index} % 7]"))
            body = "".join(self._hot_statement(accumulators, item, index, data) for _ in range(self.rng.between(1, 3)))
            # Once an iteration: behind each statement it would be most of the code.
            body += "".join(f"if ({a}?.length > 200) {a} = {a}.length;\n" for a in accumulators)
        caught = self.rng.chance(30)
        if caught:
            fallback = self.rng.pick(accumulators)
            final = f" finally {{ {fallback} = {fallback} | 0; }}" if self.rng.chance(25) else ""
            body = f"try {{\n{body}}} catch {{ {fallback}++; }}{final}\n"
        form = self.rng.below(6)
        head = f"for (let {index} = 0; {index} < {bound}; {index}++)"
        if form == 0:
            head = f"for (let {index} = {bound}; {index} > 0; {index}--)"
        elif form == 1:
            head = f"for (let {index} = 0; {index} < {bound}; {index} += {self.rng.pick(('2', '1.5', '3'))})"
        label = ""
        if self.rng.chance(15):
            # The loop over the data within a labelled one that goes round a few times.
            outer = self.fresh("j")
            label = f"for (let {outer} = 0; {outer} < 3; {outer}++) "
        return f"{label}{head} {{\nconst {item} = {element};\n{body}}}\n"

    def _hot_statement(self, accumulators: list[str], item: str, index: str, data: str) -> str:
        target = self.rng.pick(accumulators)
        return self.rng.weighted([
            (8, self._accumulate), (3, self._hot_if), (3, self._store), (3, self._object_store), (2, self._hot_effect),
            (1, self._inner_loop), (1, self._hot_jump), (2, self._shape_reads), (1, self._typeof_switch), (2, self._counter),
            (2, self._neighbours), (1, self._swap), (2, self._string_scan), (2, self._method_call), (1, self._int_switch),
            (2, self._closure_call), (1, self._finally_jump), (1, self._private_update),
        ])(target, item, index, data)

    def _accumulate(self, target: str, item: str, index: str, data: str) -> str:
        kind = self.rng.weighted([(7, "num"), (3, "any")])
        value = self.rng.pick((item, f"{item}.a", f"{item}?.x", self.expr(kind, 1), self.expr(kind, 2), self.expr(kind, 2)))
        form = self.rng.below(8)
        if form == 0:
            text = f"{target} = ({target} {self.rng.pick(('+', '-', '*', '^', '|'))} {value}) | 0;\n"
        elif form == 1:
            text = f"{target} = {value};\n"
        elif form == 2:
            text = f"{target} = Math.{self.rng.pick(('max', 'min', 'imul'))}({target}, {value});\n"
        else:
            text = f"{target} {self.rng.pick(('+=', '+=', '-=', '*=', '^=', '|=', '%=', '<<=', '>>>='))} {value};\n"
        return text

    def _hot_if(self, target: str, item: str, index: str, data: str) -> str:
        condition = self.rng.pick((f"{index} % {self.rng.between(2, 40)} === {self.rng.below(4)}", f"typeof {item} === \"number\"",
                                   f"{item} > {index}", self.expr("bool", 2), f"{index} === {self.rng.between(30, 140)}", f"{item} == null"))
        then = self._accumulate(target, item, index, data)
        other = f" else {{ {self._accumulate(target, item, index, data)} }}" if self.rng.chance(40) else ""
        return f"if ({condition}) {{ {then} }}{other}\n"

    def _store(self, target: str, item: str, index: str, data: str) -> str:
        place = self.rng.pick((f"{data}[{index} & 7]", f"{data}[{index} % {data}.length]", f"{data}[{self.rng.below(12)}]", f"{data}[{index} & 63]"))
        operator = self.rng.pick(("=", "=", "+=", "^="))
        bound = f"if ({place}?.length > 200) {place} = 1; " if operator == "+=" else ""
        return f"if ({index} % {self.rng.between(2, 50)} === 1) {{ {place} {operator} {self.expr('num' if self.rng.chance(70) else 'any', 2)};\n{bound}}}\n"

    def _object_store(self, target: str, item: str, index: str, data: str) -> str:
        found = self.visible("obj")
        if not found:
            return self._accumulate(target, item, index, data)
        name, key = self.rng.pick(found).name, self.key()
        other = self.rng.pick(found).name
        return self.rng.pick((
            f"{name}.{key} = {self.expr('num', 2)}; {target} += {name}.{self.key()};\n",
            f"{name}.{key} += 1; {target} += {other}.{key};\n{self.bounded(target)}",
            f"{other}.{key} = {index}; {name}.{key} = {target}; {target} = {other}.{key};\n",
        ))

    def _hot_effect(self, target: str, item: str, index: str, data: str) -> str:
        return f"if ({index} === {self.rng.between(20, 190)}) {{ {self.effect(1)} }}\n"

    def _inner_loop(self, target: str, item: str, index: str, data: str) -> str:
        inner = self.fresh("i")
        return f"for (let {inner} = 0; {inner} < {self.rng.pick(('3', data + '.length', '4'))} && {inner} < 6; {inner}++) {{ " \
               f"{self._accumulate(target, f'{data}[{inner}]', inner, data)} }}\n"

    def _hot_jump(self, target: str, item: str, index: str, data: str) -> str:
        jump = self.rng.pick(("continue", "continue", "break", f"return {target}"))
        return f"if ({self.rng.pick((f'{index} === {self.rng.between(60, 250)}', f'{target} > {self.number()}', f'{index} % 11 === 5'))}) {jump};\n"

    def _shape_reads(self, target: str, item: str, index: str, data: str) -> str:
        first, second = self.key(), self.key()
        call = self.effect(1) if self.rng.chance(20) else ""
        return f"if ({item} && typeof {item} === \"object\") {{ {target} += {item}.{first}; {call} {target} -= {item}.{second}; " \
               f"{item}.{first} = {target}; {item}.{second} += {item}.{first}; }}\n"

    def _typeof_switch(self, target: str, item: str, index: str, data: str) -> str:
        return f"switch (typeof {item}) {{ case \"number\": {target} += {item}; break; case \"string\": {target} += {item}.length; break; " \
               f"case \"object\": {target} ^= {item}?.a; default: {target}--; }}\n"

    def _counter(self, target: str, item: str, index: str, data: str) -> str:
        return self.rng.pick((f"{target}++;\n", f"{target}--;\n", f"{target} = -{target};\n", f"{target} *= 2;\n", f"{target} = {target} / 2;\n",
                              f"{target} += {index} * {index};\n", f"{target} -= {index} << 20;\n", f"{target} = {target} >>> 1;\n",
                              f"{target} = ~{target};\n", f"{target} = {target} * {target} % 1000;\n"))

    def _neighbours(self, target: str, item: str, index: str, data: str) -> str:
        first = self.rng.pick((f"{index} - 1", f"{data}.length - 1", f"{index} + 1", f"{index} >> 1", f"{data}.length - {index}", f"-{index}"))
        second = self.rng.pick((f"{index} + 1", "0", f"({index} * 7) % {data}.length", f"{index} / 2", f"{index} & 3"))
        operator = self.rng.pick(("-", "*", "+", "<", "==="))
        return f"{target} = {data}[{first}] {operator} {data}[{second}];\n"

    def _swap(self, target: str, item: str, index: str, data: str) -> str:
        other = self.rng.pick((f"{data}[{index} & 3]", f"{data}[0]", "n0", item)) if self.rng.chance(40) else None
        if other and other.startswith(data):
            return f"[{other}, {data}[1]] = [{data}[1], {other}];\n"
        with_default = f" = {self.number()}" if self.rng.chance(50) else ""
        return f"{{ let n0 = {index}, n1; [n0, n1{with_default}] = [{target}, n0]; {target} = n1 - n0 + {index}; }}\n"

    def _string_scan(self, target: str, item: str, index: str, data: str) -> str:
        text = self.rng.pick((f"(\"ab\\u00e9\\ud83d\\ude00z\" + {index})", f"`${{{item}}}`", f"String({target})", '"0123456789abcdef"'))
        return self.rng.pick((
            f"{target} += {text}.charCodeAt({index} & 7);\n", f"{target} += {text}.length;\n",
            f"if ({text}[{index} % 5] === \"0\") {target}++;\n", f"{target} = ({target} << 5) - {target} + {text}.charCodeAt({index} % 20) | 0;\n",
            f"if ({text} < \"5\") {target} = -{target};\n", f"{target} += +{text}.slice({index} & 3);\n"))

    def _method_call(self, target: str, item: str, index: str, data: str) -> str:
        found = [c for c in self.classes if c.methods]
        if not found:
            return f"{target} += {item}?.toString?.().length;\n"
        chosen = self.rng.pick(found)
        method = self.rng.pick(chosen.methods)
        return self.rng.pick((f"if ({index} % 16 === 1) {target} = new {chosen.name}({index}, {target}).{method}({index});\n",
                              f"{target} += {item}?.{method}?.({index});\n", f"{target} += new {chosen.name}({index}).{self.key()};\n"))

    def _int_switch(self, target: str, item: str, index: str, data: str) -> str:
        value = self.rng.pick((f"{index} % 4", f"{target} & 3", item, f"{index} - 100", f"{target} > {index}"))
        return f"switch ({value}) {{ case 0: {target} += {self.number()}; case 1: {target}--; break; case {self.number()}: {target} *= 3; break; " \
               f"case true: {target} = {self.number()}; {'continue' if self.rng.chance(30) else 'break'}; case {self.string()}: {target} = 0; }}\n"

    def _closure_call(self, target: str, item: str, index: str, data: str) -> str:
        effect = self.rng.pick((f"{target} = q + {index};", f"{target}++;", f"{target} = {self.leaf('any')};", f"{data}[q & 7] = {target};"))
        body = self.rng.pick((f"{effect} return {target};", f"return q + {target};", f"{effect} return {index};"))
        word = self.rng.pick(("const f0 = (q) => {", "function f0(q) {"))
        return f"{{ {word} {body} }}\n{target} {self.rng.pick(('+=', '=', '-='))} f0({self.rng.pick((index, item, target, self.number()))}); }}\n"

    def _finally_jump(self, target: str, item: str, index: str, data: str) -> str:
        jump = self.rng.pick(("continue", "break", f"throw {index}", "", f"return [{target}]"))
        last = self.rng.pick((f"{target}++;", f"{target} += {item};", f"if ({index} % 3 === 0) continue;", f"{target} = {target} | 0;"))
        return f"try {{ {target} += {item}; if ({index} % {self.rng.between(5, 90)} === 4) {{ {jump}; }} }} finally {{ {last} }}\n"

    def _private_update(self, target: str, item: str, index: str, data: str) -> str:
        """A class of its own, whose private fields change their kinds of values."""
        first, second = self.number(), self.expr("any", 1)
        at = self.rng.between(3, 140)
        return (f"{{ class P {{ #v = {first}; static #n = 0; get v() {{ P.#n++; return this.#v; }} set v(x) {{ this.#v = x; }} static n() {{ return P.#n; }} }}\n"
                f"const o0 = new P(); o0.v += {index} === {at} ? {second} : {index}; {target} += o0.v; {target} += P.n(); }}\n")

    def recursive_function(self) -> str:
        """A function that calls itself on arguments of several kinds."""
        name = self.fresh("rec")
        first, second = self.number(), self.number()
        with self.scope():
            self.scopes[-1] += [Variable("n", "num"), Variable("a", "num")]
            base, step, combine = self.expr("num", 1), self.expr("num", 1), self.rng.pick(("+", "-", "*", "|", "^"))
        other = f" {combine} {name}(n - 2, {step})" if self.rng.chance(50) else ""
        calls = ", ".join(f"{name}({n}, {a})" for n, a in (("7", first), ("6.5", second), ("5", self.leaf("any"))))
        return (f"function {name}(n, a) {{\nif (fuel-- <= -400 || n < 2) return {base};\n"
                f"return {name}(n - 1, a {self.rng.pick(('+', '*', '-', '<<'))} {step}){other};\n}}\n"
                f"try {{ log({calls}); }} catch (e) {{ log(\"{name} E\", e); }}\n")
