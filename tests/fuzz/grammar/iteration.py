"""Iteration, destructuring, generators and async functions: the order of what they ask for and of what they interleave."""

from __future__ import annotations

from .reflective import Reflective
from .statements import ITERATORS


class Iteration(Reflective):
    def _odd_iterable(self) -> str:
        rng = self.rng
        tag = f"\"{self.fresh('it')}\""
        return rng.weighted([
            (4, f"iter({tag}, [{', '.join(self.primitive() for _ in range(rng.between(0, 4)))}], \"{rng.pick(ITERATORS)}\")"), (1, "[1, , 3]"), (1, '"a\\ud83d\\ude00b"'), (1, "new Map([[1, 2], [3, 4]])"), (1, "new Set([1, NaN, -0])"),
            (1, "(function* () { try { yield 1; yield 2; yield 3; } finally { log(\"closed\"); } })()"), (1, "{ [Symbol.iterator]() { return 1; } }".join(("(", ")"))), (1, "({ [Symbol.iterator]: () => ({ next: 5 }) })"), (1, "({ *[Symbol.iterator]() { yield* [1, 2]; return 3; } })"),
            (1, "[1, 2, 3].entries()"), (1, "({ [Symbol.iterator]() { return { get next() { log(\"get next\"); let n = 0; return () => ({ get done() { log(\"done\"); return n > 2; }, get value() { log(\"value\"); return n++; } }); } }; } })"),
            (1, "(() => { const a = [1, 2, 3]; a[Symbol.iterator] = function* () { yield 9; }; return a; })()"), (1, "new Uint8Array([1, 2])"), (1, "null"), (1, "5"), (1, "(function () { return arguments; })(1, 2)"), (1, "Object.freeze([1, 2])"), (1, "new Proxy([1, 2], {})")])

    def destructuring(self) -> str:
        """Patterns with getters, defaults and computed keys that log, over odd iterables; in hot loops, too."""
        rng = self.rng
        name = self.fresh("de")

        def note(text: str) -> str:
            return f"n({rng.below(100)}, {text})"

        def target(depth: int) -> str:
            return rng.weighted([(4, rng.pick(("x", "y", "z"))), (2, f"{note('o')}.{rng.pick('ab')}"), (1, f"o[{note(chr(34) + 'k' + chr(34))}]"), (2 if depth else 0, pattern(depth - 1) if depth else "x")])

        def element(depth: int) -> str:
            return target(depth) + (f" = {note(self.leaf('any'))}" if rng.chance(50) else "")

        def pattern(depth: int) -> str:
            if rng.chance(55):
                items = [rng.weighted([(1, ""), (8, element(depth))]) for _ in range(rng.between(0, 3))]
                if rng.chance(25):
                    items.append(f"...{target(depth)}")
                return f"[{', '.join(items)}{',' if items and not items[-1] else ''}]"
            # V8 evaluates the first target before it refuses null and undefined: it is a plain one.
            rows = [f"{rng.pick('ab')}: {rng.pick('xyz')}{' = ' + note(self.leaf('any')) if rng.chance(50) else ''}"]
            rows += [f"{rng.pick(('a', 'b', '[' + note(chr(34) + 'a' + chr(34)) + ']', '[' + self.leaf('str') + ']', '0', 'length'))}: {element(depth)}" for _ in range(rng.between(0, 2))]
            if rng.chance(25):
                rows.append(f"...{rng.pick(('x', 'y', 'o.b'))}")
            return f"{{ {', '.join(rows)} }}"

        source = rng.weighted([(5, self._odd_iterable()), (2, "{ get a() { log(\"a\"); return [1]; }, get b() { log(\"b\"); }, c: 3 }".join(("(", ")"))), (1, self.expr("obj", 1)), (1, self.expr("any", 1))])
        text = f"function {name}(v) {{ let x = 0, y = 1, z = 2; const o = {{ a: 1, b: 2 }}; const n = (k, r) => (log(\"n\", k), r);\n"
        form = rng.below(5)
        if form == 0:
            text += f"for (let i = 0; i < 3; i++) {{ try {{ ({pattern(1)} = v); }} catch (e) {{ log(e); }} }}\n"
        elif form == 1:
            text += f"try {{ for ({pattern(0)} of [v, v]) log(x); }} finally {{ log(x, y, z, o); }}\n"
        elif form == 2:
            text += f"const f = function* () {{ ({pattern(1)} = yield 1); log(x); }}; const g = f(); g.next(); try {{ g.next(v); }} finally {{ log(x, y, z, o); }}\n"
        else:
            text += f"try {{ log(({pattern(2)} = v) === v); }} finally {{ log(x, y, z, o); }}\n"
        return text + f"return [x, y, z, o];\n}}\ntry {{ log({name}({source})); }} catch (e) {{ log(e); }}\n"

    def spreading(self) -> str:
        rng = self.rng
        source = self._odd_iterable()
        step = rng.pick((f"log([0, ...{source}, 1])", f"log(Math.max(...{source}))", f"log(((a, b, ...c) => [a, b, c])(...{source}))", f"log(new Array(...{source}, 2))", f"log(Array.from({source}, (v, i) => [v, i]))", f"log(new Map({source}))", f"log(new Set({source}))",
                         f"const [a, , ...b] = {source}; log(a, b)", f"for (const v of {source}) {{ log(v); if (v === 2) break; }}", f"L: for (const v of {source}) {{ for (const w of {self._odd_iterable()}) {{ log(v, w); if (w) continue L; }} }}", f"log(Object.fromEntries({source}))",
                         f"class A {{ constructor(...a) {{ this.a = a; }} }} class B extends A {{}} log(new B(...{source}))", f"log(String.raw({{ raw: {source} }}, 1, 2))", f"for (const v of {source}) try {{ continue; }} finally {{ log(\"f\", v); }}", f"const g = (function* () {{ log(yield* {source}); }})(); log(g.next(), g.next(1), g.return(7), g.next())",
                         f"const g = (function* () {{ try {{ yield* {source}; }} catch (e) {{ log(e); yield 8; }} }})(); log(g.next()); log(g.throw(new Error(\"T\")), g.next())"))
        return f"try {{ {step}; }} catch (e) {{ log(e); }}\n"

    # -- jumps -----------------------------------------------------------------------------------
    def jumps(self) -> str:
        """Nested loops and try statements with labelled jumps, returns and throws through finally blocks."""
        rng, name = self.rng, self.fresh("ju")

        def jump(inside: bool) -> str:
            return rng.pick(("break A;", "continue A;", "break B;" if inside else "break A;", "continue B;" if inside else "continue A;", f"return s + {self.number()};", "throw s;", "", "break;" if inside else "", "continue;" if inside else ""))

        def piece(depth: int, inside: bool) -> str:
            count = rng.pick(("s++;", "s += i;", "t = s;", "s ^= t;", f"log(\"{self.fresh('j')}\", s);" if not inside or rng.chance(30) else "t++;"))
            test = rng.pick(("i === 1", "s > 5", "t & 1", "i & 1", "s === 3", "i % 5 === 2", "p"))
            if depth <= 0:
                return f"{count} if ({test}) {{ {jump(inside)} }}\n"
            form = rng.below(6)
            inner = piece(depth - 1, inside)
            if form == 0:
                return f"try {{ {inner} }} finally {{ {piece(0, inside)} }}\n"
            if form == 1:
                return f"try {{ {inner} }} catch (e) {{ t = e; {piece(0, inside)} }}\n"
            if form == 2:
                return f"try {{ {inner} }} catch {{ {piece(0, inside)} }} finally {{ {piece(0, inside)} }}\n"
            if form == 3 and not inside:
                head = rng.pick(("for (let i = 0; i < 6; i++)", "for (const i of [1, 2, 3])", f"for (const i of {self.iterator()})", "for (let i in { a: 1, b: 2 })"))
                return f"B: {head} {{ if (g++ > 90) break; {piece(depth - 1, True)} }}\n"
            if form == 4:
                return f"switch (s & 3) {{ case 1: {{ {inner} }} case 2: {{ {count} break; }} default: {{ {piece(0, inside)} }} }}\n"
            return f"{{ {inner} {piece(0, inside)} }}\n"

        body = "".join(piece(rng.between(1, 3), False) for _ in range(rng.between(1, 3)))
        kind = rng.pick(("function", "function", "function*", "async function"))
        count = rng.pick(("5", "40", "150"))
        text = f"{kind} {name}(p) {{ let s = 0, t = 1, g = 0;\nA: for (let i = 0; i < {count}; i++) {{ if (g++ > 200) break;\n{body}{'yield s;' if kind == 'function*' else 'await s;' if kind == 'async function' else ''} }}\nreturn [s, t];\n}}\n"
        if kind == "function*":
            return text + f"try {{ let n = 0; for (const v of {name}({self.leaf('num')})) {{ log(v); if (n++ > 4) break; }} }} catch (e) {{ log(e); }}\n"
        if kind == "async function":
            return text + f"{name}({self.leaf('num')}).then((v) => log(v), (e) => log(\"E\", e));\n"
        return text + f"for (const p of [{self.leaf('num')}, {self.leaf('any')}]) try {{ log({name}(p)); }} catch (e) {{ log(e); }}\n"

    # -- async -----------------------------------------------------------------------------------
    def interleaving(self) -> str:
        """Several async functions and generators that wait for one another's promises; each step is logged."""
        rng = self.rng
        names = [self.fresh("as") for _ in range(rng.between(2, 3))]
        text = ""
        for name in names:
            kind = rng.weighted([(5, "async function"), (3, "async function*")])
            steps = "".join(self._async_step(name, names, kind.endswith("*")) for _ in range(rng.between(1, 5)))
            text += f"{kind} {name}(p) {{ if (fuel-- <= 200) return p; let s = p;\n{steps}return s;\n}}\n"
        for name in rng.shuffled(names):
            log = f"(v) => log(\"{name}\", v), (e) => log(\"{name} E\", e)"
            text += rng.pick((f"(async () => {name}({self.leaf('num')}))().then({log});\n", f"try {{ const r = {name}({self.leaf('any')}); r.then ? r.then({log}) : r.next(1).then({log}); }} catch (e) {{ log(e); }}\n",
                              f"(async () => {{ for await (const v of {self._async_source(names)}) {{ log(\"v\", v); if (fuel-- <= 200) break; }} }})().then({log});\n",
                              f"Promise.{rng.pick(('all', 'allSettled', 'race', 'any'))}([{name}(1), 2, {rng.pick(('Promise.reject(3)', 'Promise.resolve(4)', '{ then(f) { f(5); } }'))}]).then({log});\n"))
        return text

    def _async_source(self, names: list[str]) -> str:
        rng = self.rng
        return rng.pick(("[1, Promise.resolve(2), 3]", "[Promise.reject(new Error(\"r\")), 2]", f"{rng.pick(names)}(2)", "(async function* () { try { yield 1; yield Promise.resolve(2); } finally { log(\"end\"); await 0; } })()", self.iterator(),
                         "({ [Symbol.asyncIterator]() { let n = 0; return { next() { log(\"an\"); return { done: n > 2, value: n++ }; }, return() { log(\"ar\"); return {}; } }; } })"))

    def _async_step(self, name: str, names: list[str], generator: bool) -> str:
        rng = self.rng
        value = rng.pick(("s", "Promise.resolve(s)", "{ then(f) { log(\"then\"); f(6); } }", "Promise.reject(s)", "new Promise((f) => f(s))", self.leaf("any"), "(async () => 7)()", "null"))
        choices = [f"log(\"{self.fresh('a')}\", s);\n", f"s = await {value};\n", f"try {{ s = await {value}; }} catch (e) {{ log(e); s = 0; }} finally {{ {rng.pick(('await 1;', 'log(s);'))} }}\n",
                   f"for (let i = 0; i < 3; i++) {{ s += await i; {rng.pick(('if (i === 1) continue;', 'if (i === 1) break;', 'try { if (i) throw i; } catch { s++; }', ''))} log(i, s); }}\n",
                   f"for await (const v of {self._async_source(names)}) {{ log(v); if (fuel-- <= 200 {rng.pick(('|| v === 2', '', '|| v'))}) {rng.pick(('break', 'return v', 'throw v'))}; }}\n",
                   "if (s > 1) { await null; } else { log(\"else\"); }\n", f"const [u = await 3, w] = await Promise.all([s, {rng.pick(names)}(1)].map((q) => q?.then ? q : 1)); s = u;\n".replace("const [u", "{ const [u").replace("s = u;", "s = u; }"),
                   f"s = [await s, await {rng.pick(('1', 's'))}, s].length;\n", "s = { a: s, b: await 2 }.a;\n", "s = (await s)?.[await 0];\n", f"{rng.pick(names)}(s).then?.((v) => log(\"{name} in\", v), (e) => log(e));\n"]
        if generator:
            choices += [f"s = yield {value};\n", "try { s = yield s; } finally { log(\"fin\"); await 1; }\n", f"yield* {self._async_source(names)};\n", "yield;\n"]
        return rng.pick(choices)
