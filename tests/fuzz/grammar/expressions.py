"""Expressions, by the kind of value that is wanted."""

from __future__ import annotations

from collections.abc import Callable

from .state import KINDS
from .values import INDICES, KEYS, Values

ARITHMETIC = ("+", "-", "*", "/", "%", "+", "-", "*")
BITWISE = ("&", "|", "^", "<<", ">>", ">>>")
COMPARISONS = ("<", ">", "<=", ">=", "==", "!=", "===", "!==")
MATH = ("abs", "floor", "ceil", "round", "trunc", "sign", "sqrt", "fround", "clz32", "max", "min", "imul")


class Expressions(Values):
    def expr(self, kind: str = "any", depth: int = 3) -> str:
        """An expression, parenthesised where needed, that most likely has the kind."""
        if self.rng.chance(6):
            kind = self.rng.pick(KINDS)
        if depth <= 0 or not self.spend():
            return self.leaf(kind)
        if self.rng.chance(3) and self.visible(kind, mutable=True):
            return self.assignment(kind, depth)
        return getattr(self, f"{kind}_expr")(depth - 1)

    def receiver(self, kind: str, depth: int) -> str:
        """An expression that a dot can follow."""
        text = self.expr(kind, depth)
        return f"({text})" if text[0].isdigit() else text

    def leaf(self, kind: str) -> str:
        found = self.visible(kind)
        if found and self.rng.chance(70):
            return self.rng.pick(found).name
        if kind == "num":
            return self.number()
        if kind == "str":
            return self.string()
        if kind == "bool":
            return self.rng.pick(("true", "false"))
        if kind == "arr":
            return self.rng.pick(("[]", "[1, 2, 3]", "[0.5, , 2]", '["a", 1, null]', "[-0, 2147483647, 1]"))
        if kind == "obj":
            return self.rng.pick(("({ a: 1 })", "({ b: 2, a: 1.5 })", "({ x: 1, y: 2 })", "({})"))
        if kind == "fn":
            return self.rng.pick(("((p) => p)", "(function (p, q) { return p + q; })", "Math.abs", "String", "Number",
                                  "((p, q) => q)"))
        return self.primitive()

    def assignment(self, kind: str, depth: int) -> str:
        target = self.rng.pick(self.visible(kind, mutable=True))
        if target.kind == "num":
            operator = self.rng.pick(("=", "+=", "-=", "*=", "|=", "&=", "^=", ">>=", "%=", "??=", "||=", "&&="))
        else:
            operator = self.rng.pick(("=", "=", "??=", "||=", "&&="))
        return f"({target.name} {operator} {self.expr(target.kind, depth - 1)})"

    # -- numbers ---------------------------------------------------------------------------------
    def num_expr(self, depth: int) -> str:
        return self.rng.weighted([
            (10, self._arithmetic), (6, self._bitwise), (3, self._unary), (3, self._update), (4, self._math),
            (3, self._length), (4, self._element), (4, self._property), (2, self._conditional("num")),
            (2, self._to_number), (3, self._call), (2, self._char_code), (1, self._search), (2, self._reduce),
            (2, self._leaf_of("num")), (1, self._sequence("num")),
        ])(depth)

    def _arithmetic(self, depth: int) -> str:
        kind = "num" if self.rng.chance(85) else "any"
        return f"({self.expr('num', depth)} {self.rng.pick(ARITHMETIC)} {self.expr(kind, depth)})"

    def _bitwise(self, depth: int) -> str:
        kind = "num" if self.rng.chance(85) else "any"
        return f"({self.expr(kind, depth)} {self.rng.pick(BITWISE)} {self.expr('num', depth)})"

    def _unary(self, depth: int) -> str:
        return f"({self.rng.pick(('-', '+', '~'))}{self.expr('num' if self.rng.chance(70) else 'any', depth)})"

    def _update(self, depth: int) -> str:
        found = self.visible("num", mutable=True)
        if found and self.rng.chance(60):
            target = self.rng.pick(found).name
        else:
            objects = self.visible("obj")
            if not objects:
                return self.leaf("num")
            target = f"{self.rng.pick(objects).name}.{self.key()}"
        return self.rng.pick((f"({target}++)", f"({target}--)", f"(++{target})", f"(--{target})"))

    def _math(self, depth: int) -> str:
        name = self.rng.pick(MATH)
        count = 2 if name in ("max", "min", "imul") else 1
        return f"Math.{name}({', '.join(self.expr('num', depth) for _ in range(count))})"

    def _length(self, depth: int) -> str:
        return f"{self.receiver(self.rng.pick(('str', 'arr')), depth)}.length"

    def _element(self, depth: int) -> str:
        return f"{self.expr('arr', depth - 1)}[{self.index(depth)}]"

    def index(self, depth: int) -> str:
        if self.rng.chance(40):
            return self.rng.pick(INDICES)
        return f"{self.expr('num', depth - 1)} & {self.rng.pick(('1', '3', '7'))}"

    def _property(self, depth: int) -> str:
        dot = "?." if self.rng.chance(12) else "."
        return f"{self.receiver('obj', depth)}{dot}{self.key()}"

    def _conditional(self, kind: str) -> Callable[[int], str]:
        return lambda depth: f"({self.expr('bool', depth)} ? {self.expr(kind, depth)} : {self.expr(kind, depth)})"

    def _sequence(self, kind: str) -> Callable[[int], str]:
        return lambda depth: f"({self.expr('any', depth - 1)}, {self.expr(kind, depth)})"

    def _leaf_of(self, kind: str) -> Callable[[int], str]:
        return lambda depth: self.leaf(kind)

    def _to_number(self, depth: int) -> str:
        return self.rng.pick((f"Number({self.expr('any', depth)})", f"parseInt({self.expr('str', depth)})",
                              f"parseFloat({self.expr('str', depth)})", f"(+{self.expr('any', depth)})"))

    def _call(self, depth: int) -> str:
        found = self.visible("fn")
        if not found:
            return self.leaf("num")
        callee = self.rng.pick(found).name
        form = self.rng.below(12)
        arguments = self.arguments(depth)
        if form == 0:
            return f"{callee}.call({self.leaf('obj')}{', ' if arguments else ''}{arguments})"
        if form == 1:
            return f"{callee}.apply(null, {self.expr('arr', depth)})"
        if form == 2:
            return f"{callee}?.({arguments})"
        return f"{callee}({arguments})"

    def arguments(self, depth: int) -> str:
        count = self.rng.weighted([(2, 0), (4, 1), (4, 2), (2, 3)])
        out = [self.expr("num" if self.rng.chance(55) else "any", depth - 1) for _ in range(count)]
        if self.rng.chance(8):
            out.append(f"...{self.expr('arr', depth - 1)}")
        return ", ".join(out)

    def _char_code(self, depth: int) -> str:
        method = self.rng.pick(("charCodeAt", "charCodeAt", "codePointAt"))
        return f"{self.receiver('str', depth)}.{method}({self.index(depth)})"

    def _search(self, depth: int) -> str:
        method = self.rng.pick(("indexOf", "lastIndexOf"))
        return f"{self.receiver(self.rng.pick(('arr', 'str')), depth)}.{method}({self.expr('any', depth)})"

    def _reduce(self, depth: int) -> str:
        if self.place.hot:
            return self.leaf("num")
        with self.scope(), self.at(yields=False, awaits=False):
            total, item = self.declare("num", "t"), self.declare("any", "e")
            body = self.expr("num", depth - 1)
        seed = f", {self.number()}" if self.rng.chance(75) else ""
        method = self.rng.pick(("reduce", "reduce", "reduceRight"))
        return f"{self.receiver('arr', depth - 1)}.{method}(({total}, {item}) => {body}{seed})"

    # -- strings ---------------------------------------------------------------------------------
    def str_expr(self, depth: int) -> str:
        return self.rng.weighted([
            (5, self._concat), (4, self._template), (5, self._string_method), (2, self._stringify), (2, self._typeof),
            (2, self._conditional("str")), (2, self._leaf_of("str")), (2, self._join),
        ])(depth)

    def _concat(self, depth: int) -> str:
        other = "str" if self.rng.chance(60) else "any"
        return f"({self.expr('str', depth)} + {self.expr(other, depth)})"

    def _template(self, depth: int) -> str:
        parts = [self.rng.pick(("", "a", "-", "\\u00e9", "\\ud83d")) + f"${{{self.expr('any', depth - 1)}}}"
                 for _ in range(self.rng.between(1, 2))]
        return f"`{''.join(parts)}{self.rng.pick(('', 'z'))}`"

    def _string_method(self, depth: int) -> str:
        receiver = self.receiver("str", depth)
        index, other = self.rng.pick(("0", "1", "2", "-1", "5")), self.rng.pick(("1", "3", "-2", "7"))
        method = self.rng.pick((
            f"slice({index}, {other})", f"substring({index}, {other})", f"charAt({index})", f"at({index})", "trim()",
            f"padStart({other}, {self.leaf('str')})", f"padEnd({other})", "repeat(2)", "toUpperCase()", "toLowerCase()",
            f"replace({self.leaf('str')}, {self.leaf('str')})", f"concat({self.leaf('any')})",
            f"split({self.leaf('str')}).join({self.leaf('str')})", 'replaceAll("a", "bb")', f"substr({index}, {other})"))
        return f"{receiver}.{method}"

    def _stringify(self, depth: int) -> str:
        return self.rng.pick((f"String({self.expr('any', depth)})", f"({self.expr('any', depth)} + \"\")",
                              f"JSON.stringify({self.expr('any', depth)})", f"({self.expr('num', depth)}).toString()"))

    def _typeof(self, depth: int) -> str:
        return f"(typeof {self.expr('any', depth)})"

    def _join(self, depth: int) -> str:
        return f"{self.receiver('arr', depth)}.join({self.leaf('str')})"

    # -- booleans --------------------------------------------------------------------------------
    def bool_expr(self, depth: int) -> str:
        return self.rng.weighted([
            (8, self._compare), (3, self._logical), (2, self._not), (2, self._in), (2, self._instanceof),
            (2, self._delete), (3, self._predicate), (2, self._type_test),
        ])(depth)

    def _compare(self, depth: int) -> str:
        kind = self.rng.weighted([(6, "num"), (2, "str"), (2, "any")])
        return f"({self.expr(kind, depth)} {self.rng.pick(COMPARISONS)} {self.expr(kind, depth)})"

    def _logical(self, depth: int) -> str:
        return f"({self.expr('bool', depth)} {self.rng.pick(('&&', '||'))} {self.expr('bool', depth)})"

    def _not(self, depth: int) -> str:
        return f"(!{self.expr('any', depth)})"

    def _in(self, depth: int) -> str:
        if self.place.private and self.rng.chance(50):
            return f"({self.rng.pick(self.place.private)} in {self.expr('obj', depth)})"
        key = self.rng.pick(('"a"', '"x"', "1", '"length"', '"toString"'))
        return f"({key} in {self.expr(self.rng.pick(('obj', 'arr')), depth)})"

    def _instanceof(self, depth: int) -> str:
        names = ["Object", "Array", "Error", "Map", *(c.name for c in self.classes)]
        return f"({self.expr('any', depth)} instanceof {self.rng.pick(names)})"

    def _delete(self, depth: int) -> str:
        if self.rng.chance(60):
            return f"(delete {self.receiver('obj', depth)}.{self.key()})"
        return f"(delete {self.expr('arr', depth)}[{self.index(depth)}])"

    def _predicate(self, depth: int) -> str:
        return self.rng.pick((
            f"Array.isArray({self.expr('any', depth)})", f"Number.isInteger({self.expr('any', depth)})",
            f"isNaN({self.expr('any', depth)})", f"Object.is({self.expr('any', depth)}, {self.expr('any', depth)})",
            f"{self.receiver('arr', depth)}.includes({self.expr('any', depth)})", f"Object.hasOwn({self.expr('obj', depth)}, '{self.key()}')",
            f"{self.receiver('str', depth)}.startsWith({self.leaf('str')})", f"Object.isFrozen({self.expr('any', depth)})",
            f"Boolean({self.expr('any', depth)})"))

    def _type_test(self, depth: int) -> str:
        name = self.rng.pick(("number", "string", "object", "function", "undefined", "boolean"))
        return f"(typeof {self.expr('any', depth)} === \"{name}\")"

    # -- arrays ----------------------------------------------------------------------------------
    def arr_expr(self, depth: int) -> str:
        return self.rng.weighted([
            (7, self.array_literal), (5, self._array_method), (2, self._array_from), (2, self._conditional("arr")),
            (4, self._leaf_of("arr")),
        ])(depth)

    def array_literal(self, depth: int) -> str:
        kind = self.rng.weighted([(4, "num"), (4, "any"), (1, "obj"), (1, "str")])
        items = []
        for _ in range(self.rng.between(0, 5)):
            if self.rng.chance(8):
                items.append("")
            elif self.rng.chance(5):
                items.append(f"...{self.expr('arr', depth - 1)}")
            else:
                items.append(self.expr(kind, depth - 1))
        return f"[{', '.join(items)}{',' if items and not items[-1] else ''}]"

    def _array_method(self, depth: int) -> str:
        receiver = self.receiver("arr", depth)
        if self.place.hot:
            return receiver
        simple = (f"slice({self.rng.pick(('', '1', '0, 3', '-2'))})", f"concat({self.expr('any', depth - 1)})",
                  "flat()", "reverse()", "sort()", "toSorted()", f"fill({self.leaf('any')}, 1, 3)",
                  f"splice({self.rng.pick(('0, 1', '1, 2, 9', '1, 0, 7, 8'))})", f"with(0, {self.leaf('any')})", "copyWithin(0, 1, 3)",
                  "sort((p, q) => (p > q) - (p < q))")
        if self.rng.chance(55):
            return f"{receiver}.{self.rng.pick(simple)}"
        with self.scope(), self.at(yields=False, awaits=False):
            item = self.declare("any", "e")
            second = self.declare("num", "i") if self.rng.chance(30) else None
            parameters = f"({item}, {second})" if second else item
            method, kind = self.rng.pick((("map", "any"), ("map", "num"), ("filter", "bool"), ("flatMap", "any")))
            body = self.expr(kind, depth - 1)
        return f"{receiver}.{method}({parameters} => {'(' + body + ')' if body.startswith('{') else body})"

    def _array_from(self, depth: int) -> str:
        return self.rng.pick((f"Object.keys({self.expr('obj', depth)})", f"Object.values({self.expr('obj', depth)})",
                              f"Object.entries({self.expr('obj', depth)})", f"Array.from({self.expr('str', depth)})",
                              "Array.from({ length: 3 }, (_, i) => i * 1.5)", f"[...{self.expr('str', depth)}]",
                              f"{self.receiver('str', depth)}.split(\"\")", "new Array(3)", f"Array.of({self.leaf('any')})"))

    # -- objects ---------------------------------------------------------------------------------
    def obj_expr(self, depth: int) -> str:
        return self.rng.weighted([
            (8, self.object_literal), (4, self._new), (2, self._object_function), (2, self.converting_object),
            (4, self._leaf_of("obj")), (1, self._collection), (1, self._conditional("obj")),
        ])(depth)

    def object_literal(self, depth: int) -> str:
        rows = []
        # V8 puts an accessor between a spread and a plain property behind the latter: no literal has both.
        first, last = self.rng.pick(((0, 20), (0, 4), (2, 20)))
        for key in self.rng.shuffled(KEYS)[:self.rng.between(1, 4)]:
            form = self.rng.between(first, last)
            form = 20 if first == 0 and form in (3, 4) else form
            inner = {"yields": False, "awaits": False} if form < 3 else {}
            with self.at(**inner):
                value = self.expr("num" if self.rng.chance(60) else "any", depth - 1)
            if form == 0:
                rows.append(f"get {key}() {{ return {value}; }}")
            elif form == 1:
                rows.append(f"set {key}(v) {{ this.{self.key()}2 = v; }}")
            elif form == 2:
                rows.append(f"{key}() {{ return {value}; }}")
            elif form == 3:
                rows.append(f"[{self.expr('str', depth - 1)}]: {value}")
            elif form == 4:
                rows.append(f"...{self.expr('obj', depth - 1)}")
            else:
                rows.append(f"{key}: {value}")
        return f"({{ {', '.join(rows)} }})"

    def converting_object(self, depth: int) -> str:
        """An object whose conversion to a primitive has side effects, on other objects' shapes for one."""
        form = self.rng.below(3)
        with self.at(yields=False, awaits=False):
            effect = self.effect(depth)
            result = self.expr("str" if form == 1 or self.rng.chance(30) else "num", depth - 1)
        if form == 0:
            return f"({{ valueOf() {{ {effect} return {result}; }} }})"
        if form == 1:
            return f"({{ toString() {{ {effect} return {result}; }} }})"
        return f"({{ [Symbol.toPrimitive](hint) {{ {effect} return hint === \"number\" ? {self.number()} : {result}; }} }})"

    def effect(self, depth: int) -> str:
        """A statement that changes something outside: a variable, an object's shape, an array's elements."""
        choices = []
        if objects := self.visible("obj"):
            name, key = self.rng.pick(objects).name, self.key()
            choices += [f"{name}.{key} = {self.leaf('any')};", f"delete {name}.{key};", f"{name}.z{self.rng.below(3)} = 1;",
                        f"{name}.{key} = {self.leaf('num')};"]
        if arrays := self.visible("arr"):
            name = self.rng.pick(arrays).name
            choices += [f"{name}.length = {self.rng.pick(('0', '1', '2'))};", f"{name}.push({self.leaf('any')});",
                        f"{name}[{self.rng.below(6)}] = {self.leaf('any')};", f"{name}[0] = 0.5;", f"{name}.pop();"]
        if numbers := self.visible("num", mutable=True):
            name = self.rng.pick(numbers).name
            choices += [f"{name} = {self.leaf('num')};", f"{name}++;", f"{name} = {self.leaf('any')};"]
        choices.append(f'log("effect", {self.rng.below(100)});')
        return self.rng.pick(choices)

    def _new(self, depth: int) -> str:
        if not self.classes:
            return self.object_literal(depth)
        return f"new {self.rng.pick(self.classes).name}({self.arguments(depth)})"

    def _object_function(self, depth: int) -> str:
        value = self.expr("obj", depth)
        return self.rng.pick((f"Object.freeze({value})", f"Object.create({value})", f"Object.seal({value})", f"({{ ...{value} }})",
                              f"Object.assign({value}, {self.expr('obj', depth - 1)})",
                              f"Object.defineProperty({value}, \"{self.key()}\", {{ value: {self.leaf('any')}, "
                              f"enumerable: {self.rng.pick(('true', 'false'))} }})",
                              f"Object.setPrototypeOf({value}, {self.leaf('obj')})", "Object.create(null)"))

    def _collection(self, depth: int) -> str:
        return self.rng.pick((f"new Map([[{self.leaf('any')}, {self.leaf('any')}], [NaN, -0]])",
                              f"new Set({self.expr('arr', depth)})", f"new Error({self.expr('str', depth)})"))

    # -- functions and anything ------------------------------------------------------------------
    def fn_expr(self, depth: int) -> str:
        if self.place.hot or self.rng.chance(25):
            return self.leaf("fn")
        return self.function_value(depth)

    def function_value(self, depth: int) -> str:
        """A small function expression; statements.py has the big ones."""
        with self.scope(), self.at(loop=False, labels=(), switch=False, returns=True, yields=False, awaits=False, hot=False,
                                   base_class=False):
            first, second = self.declare("num", "p"), self.declare("any", "p")
            default = f" = {self.expr('any', depth - 1)}" if self.rng.chance(20) else ""
            form = self.rng.below(3)
            body = self.expr(self.rng.pick(("num", "any")), depth)
            if form == 0:
                return f"(({first}, {second}{default}) => {'(' + body + ')' if body.startswith('{') else body})"
            return f"(function ({first}, {second}{default}) {{ if (fuel-- <= 0) return; return {body}; }})"

    def any_expr(self, depth: int) -> str:
        form = self.rng.below(14)
        if form == 0:
            return self.primitive()
        if form == 1:
            operator = self.rng.pick(("??", "||", "&&"))
            return f"({self.expr('any', depth)} {operator} {self.expr('any', depth)})"
        if form == 2:
            return self._element(depth)
        if form == 3:
            return self._property(depth)
        if form == 4:
            return self._call(depth)
        if form == 5 and self.place.arguments:
            return self.rng.pick(("arguments[0]", "arguments[1]", "arguments.length", "arguments"))
        if form == 6 and self.place.private:
            return f"this.{self.rng.pick(self.place.private)}"
        if form == 7 and self.place.function in ("function", "method"):
            return f"this{self.rng.pick(('', '?.a', '?.b'))}"
        if form == 8 and self.place.base_class:
            return f"super.{self.rng.pick(('a', 'm', 'g', 'toString'))}"
        if form == 9 and self.place.yields:
            return f"(yield{self.rng.pick(('', ' ' + self.expr('any', depth)))})"
        if form == 10 and self.place.awaits:
            return f"(await {self.expr('any', depth)})"
        if form == 11 and (found := [c for c in self.classes if c.methods]):
            chosen = self.rng.pick(found)
            return f"new {chosen.name}({self.arguments(depth)}).{self.rng.pick(chosen.methods)}({self.arguments(depth)})"
        return self.expr(self.rng.weighted([(6, "num"), (3, "str"), (2, "bool"), (2, "arr"), (2, "obj"), (1, "fn")]), depth)
