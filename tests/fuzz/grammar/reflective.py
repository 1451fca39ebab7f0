"""Proxies, Reflect, code from strings, ``with``, arguments objects, functions in blocks: what static analysis knows least of."""

from __future__ import annotations

from .shapes import Shapes

TRAPS = {
    "get": "get(t, k, r) {{ log({n}, k === Symbol.toPrimitive ? 0 : k); {e} return {v}; }}", "set": "set(t, k, v, r) {{ log({n}, k, v); {e} return {s}; }}",
    "has": "has(t, k) {{ log({n}, k); {e} return {b}; }}", "deleteProperty": "deleteProperty(t, k) {{ log({n}, k); {e} return {d}; }}",
    "ownKeys": "ownKeys(t) {{ log({n}); {e} return {k}; }}", "getOwnPropertyDescriptor": "getOwnPropertyDescriptor(t, k) {{ log({n}, k); {e} return {o}; }}",
    "defineProperty": "defineProperty(t, k, x) {{ log({n}, k, x); {e} return {f}; }}", "getPrototypeOf": "getPrototypeOf(t) {{ {e} return {p}; }}",
    "setPrototypeOf": "setPrototypeOf(t, p) {{ log({n}); return {q}; }}", "isExtensible": "isExtensible(t) {{ return {x}; }}", "preventExtensions": "preventExtensions(t) {{ return {y}; }}",
    "apply": "apply(t, self, a) {{ log({n}, a); {e} return {a}; }}", "construct": "construct(t, a, c) {{ log({n}, a); {e} return {c}; }}",
}


class Reflective(Shapes):
    def proxy(self) -> str:
        rng, name = self.rng, self.fresh("px")
        target = rng.pick(("{ a: 1, b: 2 }", "[1, 2, 3]", "function (p) { return p; }", "class { constructor(p) { this.a = p; } }", "Object.freeze({ a: 1 })", "{ get a() { return this.b; }, b: 4 }",
                           "Object.create({ a: 7 })", "Object.defineProperty({}, \"a\", { value: 1 })", "new Map([[1, 2]])", "new Proxy({ a: 1, b: 3 }, {})"))
        traps = ", ".join(self._trap(t) for t in rng.shuffled(sorted(TRAPS))[:rng.between(1, 4)])
        steps = "".join(self._proxy_step(name) for _ in range(rng.between(2, 6)))
        hot = ""
        if rng.chance(40):
            hot = f"{{ let s = 0; for (let i = 0; i < 30; i++) {{ const o = i % 3 ? {name}T : {name}; try {{ s += o.a; o.b = i; {rng.pick(('s += o.length;', 's += o[i & 1];', 'if (chr in o) s++;'.replace('chr', chr(34) + 'b' + chr(34)), 'o.a++;'))} }} catch {{ s--; }} }} log(s); }}\n"
        return f"const {name}T = {target};\nconst {name} = new Proxy({name}T, {{ {traps} }});\n{steps}{hot}log({name}T);\n"

    def _trap(self, name: str) -> str:
        rng = self.rng
        effect = rng.weighted([(8, ""), (1, f"if (k === \"b\") throw new Error(\"{name}\");" if name in ("get", "set", "has", "deleteProperty") else ""), (1, "t.z = 1;")])
        return TRAPS[name].format(
            n=f"\"{name}\"", e=effect, v=rng.pick(("Reflect.get(t, k, r)", "t[k]", "1", "typeof k === \"string\" ? k.length : t[k]")), s=rng.pick(("Reflect.set(t, k, v, r)", "(t[k] = v, true)", "false", "true")),
            b=rng.pick(("Reflect.has(t, k)", "true", "false")), d=rng.pick(("delete t[k]", "true", "false", "Reflect.deleteProperty(t, k)")), k=rng.pick(("Reflect.ownKeys(t)", "[\"a\", \"b\"]", "[]", "[\"a\", \"a\"]", "[1]", "[\"z\", ...Reflect.ownKeys(t)]")),
            o=rng.pick(("Reflect.getOwnPropertyDescriptor(t, k)", "{ value: 1, configurable: true }", "undefined", "{ value: 5, enumerable: true, configurable: true, writable: true }")),
            f=rng.pick(("Reflect.defineProperty(t, k, x)", "true", "false")), p=rng.pick(("Reflect.getPrototypeOf(t)", "null", "Array.prototype", "Object.prototype")), q=rng.pick(("Reflect.setPrototypeOf(t, p)", "true", "false")),
            x=rng.pick(("Reflect.isExtensible(t)", "true")), y=rng.pick(("Reflect.preventExtensions(t)", "false", "true")), a=rng.pick(("Reflect.apply(t, self, a)", "a.length", "t(...a)")), c=rng.pick(("Reflect.construct(t, a, c)", "{ made: a }", "1", "new t(...a)")))

    def _proxy_step(self, o: str) -> str:
        rng = self.rng
        key, value = rng.pick(("a", "b", "c", "length")), self.expr("any", 1)
        step = rng.pick((
            f"log({o}.{key}, {o}?.[1])", f"{o}.{key} = {value}", f"{o}[1] = {value}", f"log(\"{key}\" in {o}, delete {o}.{key})", f"log(Object.keys({o}))", f"log({{ ...{o} }})", f"for (const k in {o}) log(k)",
            f"const {{ {key}, ...rest }} = {o}; log({key}, rest)", f"log({o}(1, 2))", f"log(new {o}(3))", f"log([...{o}])", f"log(JSON.stringify({o}))", f"log(Object.entries({o}))", f"log(Array.isArray({o}), {o} instanceof Object, typeof {o})",
            f"log(Object.assign({{}}, {o}))", f"Object.defineProperty({o}, \"{key}\", {{ value: 1, configurable: {rng.pick(('true', 'false'))} }})", f"log(Object.getOwnPropertyDescriptor({o}, \"{key}\"))", f"log(Reflect.ownKeys({o}))",
            f"log(Object.isFrozen({o}))", f"Object.freeze({o})", f"log(Reflect.set({o}, \"{key}\", 4, {rng.pick((o, '{}', '1', o + 'T'))}))", f"log(Reflect.get({o}, \"{key}\", {{ b: 9 }}))", f"const h = Object.create({o}); h.{key} = 2; log(h.{key}, h.zz, \"q\" in h)",
            f"log({o} + 1, `${{{o}}}`)", f"log(Array.prototype.concat.call([], {o}), Array.prototype.slice.call({o}, 0, 2))", f"{o}.push(5)", f"log(Object.getPrototypeOf({o}))", f"Object.setPrototypeOf({o}, {rng.pick(('null', '{}', 'Array.prototype'))})",
            f"{o}.{key}++", f"{o}.{key} ??= 6", f"log({o}.{key}?.call?.({o}))", f"log(Object.hasOwn({o}, \"{key}\"))", f"class D extends {o} {{}} log(new D(2))", f"with_({o})", f"log(Object.groupBy ? 0 : 0, Object.fromEntries(Object.entries({o})))"))
        if step.startswith("with_"):
            step = f"log(Function.prototype.call.call({o}, null, 8))"
        return f"try {{ {step}; }} catch (e) {{ log(e); }}\n"

    # -- sloppy things ---------------------------------------------------------------------------
    def dynamic(self) -> str:
        """Code from constant strings, ``with`` (V8 resolves the target of an assignment in it too late: no effects there), aliased arguments, functions in blocks."""
        return self.rng.weighted([(3, self._arguments_object), (3, self._eval), (3 if not self.strict else 0, self._with), (3, self._block_functions), (1, self._function_constructor)])()

    def _arguments_object(self) -> str:
        rng, name = self.rng, self.fresh("arg")
        steps = "".join(rng.pick((
            f"x = {self.leaf('any')};\n", "arguments[0] = y;\n", "arguments[1]++;\n", "y = arguments.length;\n", "delete arguments[0];\n", "arguments.length = 1;\n", "log(x, y, arguments);\n", "arguments[3] = x;\n",
            "Object.defineProperty(arguments, 0, { value: 7, writable: false });\n", "Object.defineProperty(arguments, 1, { get() { return 5; } });\n", "Object.freeze(arguments);\n", "(() => { x = 3; arguments[1] = 4; })();\n",
            "log([...arguments], Array.prototype.slice.call(arguments, 1));\n", "for (let i = 0; i < 30; i++) { x += i; s += arguments[i & 3]; }\n", "for (const v of arguments) s += v;\n", "s = inner(...arguments);\n", "log(arguments[1] === y, arguments[\"0\"]);\n",
            "for (let i = 0; i < arguments.length; i++) arguments[i] = i;\n", "[x, arguments[1]] = [y, x];\n", "var [z = x] = arguments; log(z);\n")) for _ in range(rng.between(2, 6)))
        strict = '"use strict"; ' if rng.chance(25) else ""
        default = " = 2" if rng.chance(15) and not strict else ""
        return f"function {name}(x, y{default}) {{ {strict}let s = 0; function inner(p, q) {{ return p; }}\n{steps}return [s, x, y, arguments.length, arguments[0]];\n}}\n" \
               + "".join(f"try {{ log({name}({self.arguments(1)})); }} catch (e) {{ log(e); }}\n" for _ in range(rng.between(1, 3)))

    def _eval(self) -> str:
        rng, name = self.rng, self.fresh("ev")
        code = rng.pick(("x + y", "x = 5", "var z = x; z + 1", "let z = 3; z", "var x = 9", "function g() { return x; } g()", "this", "arguments[0]", "typeof z", "y++; x", "(() => x + y)()", "if (x > 1) { 4 } else { 5 }", "for (var k = 0; k < 3; k++) k",
                         "eval('x')", "'use strict'; var z = 8; x", "delete z", "({ x, y })", "throw x", "x +", "new.target", "function f() {} f.name", "class C { m() { return y; } } new C().m()", "try { x } finally { y = 0 }", "const [q = x] = []; q"))
        other = rng.pick(("z", "typeof z", "x", "x + y", "delete z", "z = 4", "arguments.length"))
        call = rng.pick((f"eval({code!r})", f"eval({code!r})", f"(0, eval)({rng.pick(('typeof x', '1 + 1', 'var gz = 3; gz', 'this === globalThis', 'let q = 1; q'))!r})", f"(() => eval({code!r}))()"))
        loop = rng.chance(25)
        body = f"for (let i = 0; i < 5; i++) {{ let w = i; s += {call}; if (s?.length > 40) s = 0; }}" if loop else f"s = {call};"
        after = f"try {{ log(eval({other!r})); }} catch (e) {{ log(e); }}\n" if rng.chance(50) else "try { log(typeof z, x, y); } catch (e) { log(e); }\n"
        strict = '"use strict"; ' if rng.chance(20) else ""
        return f"function {name}(x, y) {{ {strict}let s = 0;\n{body}\n{after}return s === this || s === globalThis ? \"this\" : [s, x, y];\n}}\n" \
               f"for (const p of [{self.leaf('num')}, {self.leaf('any')}]) try {{ log({name}.call({rng.pick(('3', 'null', '{}'))}, p, {self.leaf('num')})); }} catch (e) {{ log(e); }}\n"

    def _function_constructor(self) -> str:
        body, rng, name = self.rng.pick(("return a + 1", "return this === globalThis", "'use strict'; return this", "for (var i = 0; i < 20; i++) a += i; return a", "return typeof v1", "return new.target === undefined", "yield a")), self.rng, self.fresh("nf")
        return f"try {{ const {name} = {rng.pick(('new Function', 'Function'))}({rng.pick(('a', 'a = 3', 'a, b', '...a'))!r}, {body!r}); log({name}, {name}({self.leaf('num')}), {name}.call(1, 2)); }} catch (e) {{ log(e); }}\n"

    def _with(self) -> str:
        rng, name = self.rng, self.fresh("wi")
        o = rng.pick(("{ x: 1, y: 2 }", "{ get x() { log(\"get x\"); return 3; }, set x(v) { log(\"set\", v); } }", "{ x: 1, [Symbol.unscopables]: { x: true } }", "[1, 2]", "new Proxy({ x: 5 }, { get(t, k, r) { if (typeof k === \"string\") log(\"get\", k); return Reflect.get(t, k, r); } })",
                      "Object.create({ x: 4 })", self.leaf("obj"), "\"str\""))
        steps = "".join(rng.pick(("x = 4;\n", "x++;\n", "s += x;\n", "var x2 = x;\n", "delete o.x;\n", "o.s = 7;\n", "(() => { x = 6; s = y; })();\n", "typeof zz;\n", "{ let y = 9; s = y; }\n", "for (let i = 0; i < 20; i++) { x += i; }\n", "length;\n", "function q() { return x; } s = q();\n",
                                  "log(x, typeof y);\n", "o = null;\n", "x = 5;\n", "f();\n", "var y = 3;\n")) for _ in range(rng.between(1, 4)))
        return f"function {name}(o, y) {{ let x = 10, s = 0; const f = function () {{ return this === o; }};\ntry {{ with (o) {{\n{steps}}} }} catch (e) {{ log(e); }}\nreturn [s, x, y];\n}}\nlog({name}({o}, 2));\n"

    def _block_functions(self) -> str:
        rng, name = self.rng, self.fresh("bf")
        steps = "".join(rng.pick(("{ function g() { return 1; } log(g()); }\n", "log(typeof g);\n", "if (p) { function g() { return 2; } }\n", "try { log(g()); } catch (e) { log(e); }\n", "switch (p) { case 1: function g() { return 3; } default: log(typeof g); }\n", "{ function g() { return p; } g = 4; log(g); }\n",
                                  "for (let i = 0; i < 3; i++) { function g() { return i; } s.push(g); }\n", "{ let g = 5; { function g2() { return g; } } log(g2()); }\n", "{ log(typeof g); { function g() {} } }\n", "var g;\n", "try { throw 1; } catch (g) { { function g() { return 6; } } log(typeof g); }\n",
                                  "L: function h() { return 7; }\n", "if (p) function k() { return 8; }\n", "var h = 1;\n")) for _ in range(rng.between(2, 5)))
        if self.strict:
            steps = "".join(line for line in steps.splitlines(keepends=True) if "L: function" not in line and "if (p) function" not in line)
        return f"function {name}(p{rng.pick(('', ', g', ', g = 1'))}) {{ const s = [];\n{steps}return [typeof g === \"undefined\" ? 0 : g, s.map((f) => f())];\n}}\nfor (const p of [0, 1]) try {{ log({name}(p)); }} catch (e) {{ log(e); }}\n"
