"""Objects whose shapes change while hot loops use them, and functions and objects that inlining and allocation removal are made for."""

from __future__ import annotations

from .numeric import Numeric

WAYS = ("literal", "class", "create", "factory", "derived", "null", "function")


class Shapes(Numeric):
    def shape_loop(self) -> str:
        """A loop over some objects, with changes of an object or its prototype at certain iterations."""
        rng, name = self.rng, self.fresh("shp")
        make, parts = self._makers(name)
        statements = [self._shape_statement() for _ in range(rng.between(2, 4))]
        changes = "".join(f"if (i === {rng.between(2, 170)}) {{ {self.change('o')} }}\n" for _ in range(rng.between(1, 3)))
        body = statements[:]
        body.insert(rng.below(len(body) + 1), changes)
        inner = "\n".join([*body, "if (s?.length > 100) s = 0; if (t?.length > 100) t = 0;"])
        if rng.chance(25):
            inner = f"try {{ {inner} }} catch (e) {{ if (s++ < 3) log(e); }}"
        pick = rng.pick(("d[i % d.length]", "d[i & 1]", "d[0]", "d[(i >> 4) % d.length]", "i % 9 ? d[0] : d[1]"))
        bind = f"const o = {pick};\n"
        outer = ""
        if rng.chance(30):
            outer, bind = f"const o = {rng.pick(('d[0]', 'd[d.length - 1]'))};\n", ""
        items = ", ".join(rng.pick(parts) for _ in range(rng.between(1, 4)))
        return f"{make}function {name}(d, p) {{\nlet s = 0, t = 1;\n{outer}for (let i = 0; i < {rng.pick(('60', '180', '220'))}; i++) {{\n{bind}{inner}\n}}\nreturn [s, t, d];\n}}\n" \
               f"for (const p of [{self.number()}, {rng.pick(('0.5', chr(34) + 's' + chr(34), 'null', '3'))}]) try {{ log({name}([{items}], p)); }} catch (e) {{ log(e); }}\n"

    def _makers(self, name: str) -> tuple[str, list[str]]:
        rng = self.rng
        text, parts = "", []
        for number, way in enumerate(rng.shuffled(WAYS)[:rng.between(1, 3)]):
            maker = f"{name}{way[0].upper()}{number}"
            if way == "literal":
                parts.append(rng.pick(("{ a: 1, b: 2 }", "{ b: 0.5, a: 1 }", "{ a: 1, b: 2, c: 3, x: 4, y: 5 }", "{ a: 1, get b() { return this.a + 1; }, m(q) { return q; } }",
                                       "{ a: 1, __proto__: { b: 7, m() { return this.a; } } }", "[1, 2]", "{ a: \"x\", b: null }")))
                continue
            if way == "class":
                text += f"class {maker} {{ a = {self.number()}; #v = 1; constructor(b) {{ this.b = b; }} m(q) {{ return this.a + q; }} get x() {{ return this.#v++; }} set x(v) {{ this.#v = v; }} }}\n"
            elif way == "derived":
                text += f"class {maker}B {{ constructor() {{ this.a = 1; }} m(q) {{ return q; }} get y() {{ return this.b; }} }}\nclass {maker} extends {maker}B {{ b = {self.number()}; m(q) {{ return super.m(q) + 1; }} }}\n"
            elif way == "function":
                text += f"function {maker}(b) {{ this.a = 1; if (b > 1) this.c = 2; this.b = b; }}\n{maker}.prototype.m = function (q) {{ return this.b; }};\n{maker}.prototype.x = 3;\n"
            elif way == "factory":
                text += f"const {maker} = function (b) {{ const o = {{ a: b }}; if (b % 2) o.b = 1; o.c = o.a; return o; }};\n"
            elif way == "create":
                text += f"const {maker}P = {{ a: 1, m(q) {{ return q + this.a; }}, set y(v) {{ this.b = v; }} }};\nconst {maker} = function (b) {{ const o = Object.create({maker}P); o.b = b; return o; }};\n"
            else:
                text += f"const {maker} = function (b) {{ return {{ __proto__: null, a: b, b: 1 }}; }};\n"
            parts.append(f"new {maker}({self.rng.pick(('1', '2', '0.5'))})")
        return text, [f"({p})" for p in parts] or ["({ a: 1 })"]

    def _shape_statement(self) -> str:
        rng = self.rng
        one, two = rng.pick(("a", "b", "c", "x", "y")), rng.pick(("a", "b", "a", "m"))
        value = rng.pick(("i", "s", "p", "i * 0.5", "o.a", "o.b", self.number(), "i % 7 ? i : \"z\""))
        return rng.weighted([
            (6, f"s += o.{one};"), (5, f"o.{one} = {value};"), (3, f"o.{one} += {value};"), (2, f"o.{one}++;"), (3, f"s = o.m ? o.m({value}) : s;"), (2, f"t = o.{one} + o.{two};"),
            (2, f"s ^= o.{one} - o.b;"), (1, f"o[\"{one}\"] = t;"), (1, "{ const k = i & 1 ? \"a\" : \"b\"; s += o[k]; o[k] = i; }"), (1, f"t = \"{one}\" in o ? 1 : 2;"),
            (1, "{ const { a, b = 3 } = o; t = a; s = b; }"), (1, "{ const c = { ...o, b: i }; t = c.b + c.a; }"), (1, f"if (o.{one} > s) s = o.{one};"), (1, "for (const k in o) t += k.length;"),
            (1, "d[(i + 1) % d.length].a = s;"), (1, f"o.{one} ??= {value};"), (1, "t = o?.m?.name;"),
        ])

    def change(self, o: str) -> str:
        rng = self.rng
        key = rng.pick(("a", "b", "c", "m", "x"))
        parent = f"Object.getPrototypeOf({o})"
        guarded = f"const h = {parent}; if (h && h !== Object.prototype && h !== Array.prototype)"
        return rng.weighted([
            (4, f"delete {o}.{key};"), (2, f"Object.freeze({o});"), (1, f"Object.seal({o});"), (1, f"Object.preventExtensions({o});"),
            (3, f"Object.defineProperty({o}, \"{key}\", {{ get() {{ return {self.number()}; }}, configurable: true }});"),
            (2, f"Object.defineProperty({o}, \"{key}\", {{ set(v) {{ s = v; }}, configurable: true }});"),
            (2, f"Object.defineProperty({o}, \"{key}\", {{ value: {self.number()}, writable: {rng.pick(('true', 'false'))}, configurable: true }});"),
            (2, f"Object.setPrototypeOf({o}, {{ a: 5, m(q) {{ return -q; }}, y: 2 }});"), (1, f"Object.setPrototypeOf({o}, null);"), (1, f"{o}.__proto__ = d[0] === {o} ? {{}} : d[0];"),
            (3, f"{{ {guarded} h.{key} = {rng.pick(('9', '(q) => 40', '0.5', 'function () { return this.b; }'))}; }}"), (2, f"{{ {guarded} delete h.{key}; }}"),
            (2, f"{{ {guarded} Object.defineProperty(h, \"{key}\", {{ get() {{ return 11; }}, set(v) {{ t = v; }}, configurable: true }}); }}"),
            (2, f"for (let k = 0; k < {rng.pick(('5', '40', '1100'))}; k++) {o}[\"z\" + k] = k; for (let k = 0; k < 1100; k++) delete {o}[\"z\" + k];"),
            (3, f"{o}.{key} = {rng.pick((chr(34) + 'str' + chr(34), '{ valueOf() { return 3; } }', 'null', 'undefined', '1.5', '-0', '() => 8', '2147483647'))};"),
            (1, "d[d.length - 1] = { a: 3 };"), (1, "d.push({ b: 1, a: 2 });"), (1, f"d[0] = {rng.pick(('null', '1', '{}', 'new Proxy(o, {})'))};"), (1, f"{o}[{rng.pick(('0', '-1', '1e10', 'Symbol.iterator'))}] = 1;"),
        ])

    # -- inlining and allocation removal ---------------------------------------------------------
    def inline_loop(self) -> str:
        """Small functions that call one another, with objects, closures and errors that most of the time don't escape."""
        rng, name = self.rng, self.fresh("inl")
        text = ""
        known: list[str] = []
        for number in range(rng.between(2, 4)):
            inner = f"{name}h{number}"
            call = f"{rng.pick(known)}({self._inline_arguments()})" if known and rng.chance(80) else rng.pick(("x + y", "x * 2", "x", "y"))
            text += self._small_function(inner, call)
            known.append(inner)
        statements = "".join(self._inline_statement(known) for _ in range(rng.between(1, 4)))
        if rng.chance(35):
            statements = f"try {{ {statements} }} catch (e) {{ {rng.pick(('s--;', 't = e; s = 1;', 'if (t++ < 2) log(e);'))} }}{rng.pick((' finally { t++; }', ''))}\n"
        text += f"function {name}(p, q) {{\nlet s = 0, t = 0, kept = null;\nfor (let i = 0; i < {rng.pick(('50', '170'))}; i++) {{\n{statements}if (s?.length > 50) s = 1; if (t?.length > 50) t = 1; }}\nreturn [s, t, kept];\n}}\n"
        for _ in range(rng.between(1, 3)):
            text += f"try {{ log({name}({self.expr('num', 1)}, {self.expr('any', 1)})); }} catch (e) {{ log(e); }}\n"
        return text

    def _inline_arguments(self) -> str:
        return self.rng.pick(("x, y", "y, x", "x", "x + 1, y", "x, 0.5", "-x, y", "...[x, y]", "{ a: x }, y"))

    def _small_function(self, name: str, call: str) -> str:
        rng = self.rng
        throw = f"if ({rng.pick(('x === ' + str(rng.between(3, 90)), 'x > 120', 'y == null', 'x % 23 === 5'))}) throw {rng.pick(('new Error(' + chr(34) + name + chr(34) + ')', 'x', '{ x }'))}; " if rng.chance(30) else ""
        body = rng.pick((
            f"{throw}return {call};", f"{throw}const r = {{ a: x, b: {call} }}; return r.a + r.b;", f"{throw}const [u, v] = [{call}, x]; return v - u;", f"{throw}const f = (z) => z + x; return f({call});",
            f"{throw}let r = 0; for (const z of [x, {call}]) r += z; return r;", f"{throw}const o = {{ v: x, get w() {{ return this.v + 1; }} }}; o.v = {call}; return o.w;",
            f"{throw}return x > 50 ? {{ a: {call} }} : {call};", f"{throw}try {{ return {call}; }} finally {{ x = 0; }}", f"{throw}try {{ return {call}; }} catch {{ return -1; }}",
            f"{throw}switch (x & 3) {{ case 0: return {call}; case 1: return y; default: return x; }}", f"{throw}if (x % 40 === 7) return; return {call};", f"{throw}class Q {{ #a = x; g() {{ return this.#a + ({call}); }} }} return new Q().g();",
            f"{throw}const {{ a = {call}, ...rest }} = {{ b: x }}; return a + rest.b;"))
        form = rng.below(8)
        if form == 0:
            return f"const {name} = (x, y = {self.number()}) => {{ {body} }};\n"
        if form == 1:
            return f"function {name}(x, ...others) {{ const y = others[0]; {body} }}\n"
        if form == 2:
            return f"function {name}() {{ let x = arguments[0], y = arguments[1] ?? arguments.length; {body} }}\n"
        if form == 3:
            return f"function {name}({{ a: x = 2, b: y = 1 }}, z) {{ if (z) x = z; {body} }}\n"
        return f"function {name}(x, y) {{ {body} }}\n"

    def _inline_statement(self, known: list[str]) -> str:
        rng = self.rng
        callee, x = rng.pick(known), rng.pick(("i", "i", "s", "p", "q", "i * 0.5", self.number()))
        y = rng.pick(("i", "s", "p", "q", "t", self.number()))
        call = f"{callee}({x}, {y})" if rng.chance(80) else rng.pick((f"{callee}({x})", f"{callee}()", f"{callee}.call(null, {x}, {y})", f"{callee}(...[{x}, {y}])", f"{callee}({{ a: {x} }}, {y})"))
        return rng.weighted([
            (5, f"s += {call};\n"), (2, f"s = {call};\n"), (2, f"t = {call} | 0;\n"), (1, f"kept = {{ v: {call} }};\n"), (1, f"{{ const r = {call}; if (r > s) s = r; }}\n"),
            (1, f"if (i % 50 === 3) kept = () => {call};\n"), (1, f"s = [{call}, i].map((z) => z)[0];\n"), (1, f"{{ const o = {{ a: i, b: {call} }}; o.a++; s = o.a + o.b; if (i === {rng.between(5, 140)}) kept = o; }}\n"),
            (1, f"[s, t] = [t, {call}];\n"), (1, f"t = new (class {{ constructor() {{ this.k = {call}; }} }})().k;\n"), (1, f"L: {{ if ({call} > 10) break L; s = i; }}\n"),
        ])
