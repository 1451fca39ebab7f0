"""Small methods, accessors and constructors in hot loops, variables that closures capture and change, and what else classes have."""

from __future__ import annotations

from .iteration import Iteration

ODD_ARGUMENTS = ("i", "i", "i", "i * 0.5", "s", "\"s\"", "i % 13 === 4 ? \"x\" : i", "i === 60 ? { valueOf() { log(\"conv\"); return 3; } } : i", "i === 90 ? Symbol.iterator : i", "i === 40 ? 2n : i", "undefined", "null", "o",
                 "i % 21 ? i : { toString() { log(\"str\"); return \"t\"; } }", "-i", "2147483647 - i", "i > 70 ? NaN : i")


class Classes(Iteration):
    def method_loop(self) -> str:
        """Methods whose names are theirs alone, called on instances and on what is none, while things change."""
        rng, tag = self.rng, self.names
        name, base = self.fresh("K"), self.fresh("B")
        methods = [f"m{tag}_{n}" for n in range(rng.between(1, 3))]
        accessor = f"g{tag}"
        private = rng.chance(40)
        members = [self._constructor_of(private)]
        members += [f"{m}({rng.pick(('x', 'x', 'x, y', 'x = 2', '...x'))}) {{ {self._small_body(methods[:k], private)} }}" for k, m in enumerate(methods)]
        if rng.chance(60):
            members.append(f"get {accessor}() {{ {rng.pick(('return this.a;', 'return this.b + 1;', 'this.b++; return this.a;', 'return this.#p;' if private else 'return this;', 'throw new Error(' + chr(34) + 'g' + chr(34) + ');'))} }}")
        if rng.chance(50):
            members.append(f"set {accessor}(x) {{ {self._small_body([], private)} }}")
        members += ["#p = 1;"] if private else []
        if rng.chance(30):
            members.append(rng.pick(("a = 5;", "b = this.a;", "c = [1, 2];", "static s = 1;", "d = () => this.a;")))
        members = rng.shuffled(members)
        text = f"class {name} {{\n" + "\n".join(members) + "\n}\n"
        if rng.chance(35):
            over = rng.pick((f"{methods[0]}(x) {{ return super.{methods[0]}(x) + 1; }}", "a = 9;", f"get {methods[0]}() {{ return () => 4; }}", "constructor(a, b) { super(b, a); this.e = 1; }", "constructor(a) { return { a, b: 2 }; }" if not private else ""))
            text += f"class {base} extends {name} {{ {over} }}\n"
        else:
            text += f"class {base} extends {name} {{}}\n"
        receivers = [f"new {name}({rng.pick(('1, 2', '0.5, 1', 'i', chr(34) + 'q' + chr(34) + ', 3', '{ c: 1 }, [1]'))})".replace("(i)", "(7)"), f"new {name}(3, 4)"]
        receivers += rng.shuffled((f"new {base}(1, 2)", f"Object.create({name}.prototype)", f"({{ a: 1, b: 2, {methods[0]}(x) {{ return -x; }} }})", f"Object.freeze(new {name}(5, 6))", f"new Proxy(new {name}(7, 8), {{}})", "({ a: 1 })", "null", f"Object.assign(new {name}(1, 1), {{ z: 1, {methods[0]}: (x) => 33 }})",
                                   f"Object.defineProperty(new {name}(2, 2), \"a\", {{ get() {{ return 5; }} }})", f"{name}", "5", f"new (class extends {name} {{ get b() {{ return 70; }} set b(v) {{ log(\"set b\", v); }} }})(1, 2)"))[:rng.between(0, 3)]
        statements = []
        for _ in range(rng.between(1, 3)):
            method, argument = rng.pick(methods), rng.pick(ODD_ARGUMENTS)
            statements.append(rng.weighted([
                (6, f"s += o.{method}({argument});"), (2, f"t = o.{method}({argument}, s);"), (1, f"o.{method}();"), (2, f"s = o?.{method}?.({argument});"), (2, f"t = o.{accessor};"), (2, f"o.{accessor} = {argument};"), (1, f"o.{accessor} += 1;"), (2, f"o.a = {argument};"),
                (2, f"{{ const c = new {name}(i, {argument}); s = c.a; t = c.{method}?.(1); }}"), (1, f"s = o.{method}(o.{method}(i));"), (1, f"t = {name}.prototype.{method}.call({rng.pick(('o', 'd[0]', '{ a: 1 }', 'null'))}, {argument});"), (1, f"s = new {base}({argument}).a;"),
                (1, f"{{ const f = o.{method}; try {{ t = f(i); }} catch {{ t = 0; }} }}"), (1, f"s = Reflect.construct({name}, [i, 1], {base}).b;")]))
        change = rng.weighted([
            (2, f"{name}.prototype.{methods[0]} = (x) => 100;"), (1, f"delete {name}.prototype.{methods[0]};"), (1, "o.a = { v: 1 };"), (1, "if (o) Object.freeze(o);"), (1, f"if (o) o.{methods[0]} = () => 200;"), (2, f"Object.defineProperty({name}.prototype, \"a\", {{ set(v) {{ log(\"proto set\"); }}, get() {{ return 12; }}, configurable: true }});"),
            (1, f"Object.defineProperty({name}.prototype, \"{methods[0]}\", {{ get() {{ return () => 300; }}, configurable: true }});"), (1, f"Object.setPrototypeOf({name}.prototype, {{ set b(v) {{ log(\"pp\"); }} }});"), (1, "if (o) delete o.a;"), (1, "if (o && typeof o === \"object\") Object.setPrototypeOf(o, null);"), (1, f"{base}.prototype.{methods[0]} = function (x) {{ return this.b; }};"),
            (1, "d[0] = { a: 4, b: 4 };"), (1, f"Object.freeze({name}.prototype);"), (3, "")])
        body = "\n".join(statements)
        if rng.chance(50):
            body = f"try {{ {body} }} catch (e) {{ if (t++ < 3) log(e); }}"
        loop = f"fn{tag}"
        return f"{text}function {loop}(d) {{ let s = 0, t = 0;\nfor (let i = 0; i < {rng.pick(('110', '160'))}; i++) {{\nconst o = d[{rng.pick(('i % d.length', '0', 'i < 50 ? 0 : i % d.length', 'i & 1'))}];\n" \
               f"{'if (i === ' + str(rng.between(3, 120)) + ') { ' + change + ' }' if change else ''}\n{body}\nif (typeof s === \"string\" && s.length > 60) s = 0; }}\nreturn [s, t, d];\n}}\ntry {{ log({loop}([{', '.join(receivers)}])); }} catch (e) {{ log(e); }}\n"

    def _constructor_of(self, private: bool) -> str:
        return "constructor(a, b) { " + self.rng.pick(("this.a = a; this.b = b;", "this.b = b; this.a = a;", "this.a = a; this.b = a + b;", "this.a = a | 0; this.b = [a, b];", "if (a > 2) this.c = 1; this.a = a; this.b = b;", "this.a = { v: a }; this.b = this.a.v;", "this.a = a; this.b = b; if (new.target === undefined) log(1);",
                                                       "Object.assign(this, { a, b });", "this.a = this.b = a;", "this.a = -a; this.b = +b;" if not private else "this.#p = b; this.a = a;", "const f = () => { this.a = a; }; f(); this.b = b;")) + " }"

    def _small_body(self, others: list[str], private: bool) -> str:
        rng = self.rng
        choices = ["return this.a + x;", "this.a = x; return this;", "this.a = x; this.b = x + 1; return this.a;", "this.a += x; return this.a;", "return this.b.v;", "if (x > this.a) return x; return this.b;", "this.a = { v: x }; return this.a.v;", "return { a: this.a, b: x }.b;",
                   "this.a = +x; this.b = -x; return x;", "return this.b[x & 1];", "this.b[x & 1] = x; return 1;", "return x ? this.a : this.b;", "if (x === 77) throw new Error(\"x\"); return x;", "return [x, this.a].length + this.b;", "this.c = x; return this.c;", "return this.a < x;", "return this?.a?.v ?? x;", "return x * 2;", "return;",
                   "const t = this.a; this.a = this.b; this.b = t; return t + x;", "this.a = x; return this.a - this.b * x;", "return arguments.length + this.a;", "return (() => this.a + x)();", "for (let k = 0; k < 3; k++) this.a += k; return this.a;", "try { return this.a.v.w; } catch { return -1; }", "return typeof x;", "this.b++; return this.b;",
                   "return Math.max(this.a, x);", "return `${x}`.length;", "delete this.c; return 1;", "return \"a\" in this;", "return x === this;", "const o = { k: x, m: this.a }; o.k += o.m; return o.k;", "this.a = x; this.a = x + this.b; return 0;", "const r = x + 1; this.a = r; return r;"]
        if private:
            choices += ["return this.#p + x;", "this.#p = x; return this.#p;", "this.#p++; return this.a;", "return #p in x;", "this.a = this.#p; this.#p = x; return this.b;"] * 2
        for other in others:
            choices += [f"return this.{other}(x) + 1;", f"this.a = this.{other}(x); return x;"] * 2
        return rng.pick(choices)

    # -- captured variables ----------------------------------------------------------------------
    def captured_loop(self) -> str:
        """A loop that reads variables which other functions change, by ways that a compiler can't see through."""
        rng, name = self.rng, self.fresh("cap")
        first, second = rng.pick(("1", "0.5", "[1, 2, 3]", "new Float64Array(8)", "{ a: 1 }", "\"s\"", "new Int32Array([1, 2, 3])", "() => 3", "null")), rng.pick(("2", "[4]", "{ a: 2 }", "undefined", "new Uint8Array(4)", "-0", "7.5"))
        third = rng.pick(("3", "\"t\"", "null", "[0.5, 1]", "new Float64Array(2)", "{ b: 1, a: 9 }", "2147483647", "() => 4"))
        word = rng.pick(("let", "let", "var"))
        setter = rng.pick(("const set = (v) => { k = v; };", "function set(v) { k = v; return h; }", "const set = (v) => { h++; if (v) k = v; };"))
        way = rng.pick((f"set({third});", f"[1].forEach(() => {{ k = {third}; }});", f"\"\" + {{ toString() {{ k = {third}; return \"\"; }} }};", f"({{ get q() {{ set({third}); }} }}).q;", f"for (const v of (function* () {{ k = {third}; yield 1; }})()) h += v;", f"[k] = [{third}];", f"({{ a: k }} = {{ a: {third} }});",
                        f"Reflect.apply(set, null, [{third}]);", f"\"a\".replace(/a/, () => {{ k = {third}; return \"\"; }});", f"const {{ z = (k = {third}) }} = {{}};", f"try {{ set({third}); throw 1; }} catch {{ h++; }}", f"new (class {{ constructor() {{ k = {third}; }} }})();", f"k &&= {third};", f"h += {{ valueOf() {{ k = {third}; return 1; }} }};", f"if (i & 1) k = {third}; else set({second});"))
        use = rng.pick(("s += k?.a;", "s += k;", "s += k[i & 3];", "s += k?.length;", "s = k;", "s += typeof k === \"function\" ? k() : 1;", "k[i & 1] = i;", "s += k?.[0]; if (k) k.a = i;", "if (k === h) s++;", "s ^= k;", "for (let j = 0; j < k?.length; j++) s += k[j];", "s += h; h++;"))
        wrap = rng.pick(("{body}", "{body}", "(() => {{ {body} }})();", "{{ const w = () => {{ {body} }}; w(); }}"))
        tdz = "try { log(early()); } catch (e) { log(e); }\n" if rng.chance(20) and word == "let" else ""
        kind = rng.pick(("function", "function", "async function"))
        pause = " if (i % 40 === 7) await null;" if kind == "async function" and wrap == "{body}" else ""
        result = f"{name}({rng.below(3)})" if kind == "function" else ""
        text = f"{{\nfunction early() {{ return k; }}\n{tdz}{word} k = {first}, h = 0;\n{setter}\n{kind} {name}(p) {{ let s = 0;\nfor (let i = 0; i < 120; i++) {{ {wrap.format(body=use + ' ' + rng.pick(('', use)))}{pause}\nif (i === {rng.between(1, 90)} + p) {{ {way} }}\nif (s?.length > 60) s = 0; }}\nreturn [s, k, h];\n}}\n"
        if result:
            return text + f"try {{ log({result}, {name}(1)); }} catch (e) {{ log(e); }}\n}}\n"
        return text + f"{name}(0).then((v) => log(v), (e) => log(e)); set({second});\n}}\n"

    # -- what else classes have ------------------------------------------------------------------
    def class_features(self) -> str:
        rng, name = self.rng, self.fresh("F")
        note = lambda v: f"n({rng.below(50)}, {v})"  # noqa: E731
        key = lambda: f"[{note(rng.pick((chr(34) + 'k' + chr(34), 'Symbol.toPrimitive', '1', chr(34) + 'm' + chr(34), chr(34) + 'constructor' + chr(34), 'null', '{ toString() { return ' + chr(34) + 'q' + chr(34) + '; } }')))}]"  # noqa: E731
        pool = [f"{key()} = {note('1')};", f"static {key()} = {note('this.name')};", f"{key()}() {{ return 1; }}", f"static {key()}() {{ return super.toString === Function.prototype.toString; }}", f"get {key()}() {{ return {note('2')}; }}", f"static set {key()}(v) {{ log(v); }}", "#a = 1;", "#m() { return this.#a; }",
                "get #g() { return this.#a; }", "set #g(v) { this.#a = v; }", "static #s = 4;", f"static {{ {note('this.name')}; this.z = {name}.#s ?? 0; }}", "static { try { this.#s = 8; } catch (e) { log(e); } }", "call() { return this.#m() + this.#g; }", "bump() { this.#g += 2; return this.#a++ + ++this.#a; }", "static has(o) { return #a in o; }",
                "static async am() { return await super.constructor; }", "*gen() { yield this.#a; yield* [1]; }", "'quoted key' = 3;", "12 = 4;", "x = () => this.#a;", "y = new.target;", "static w = () => new.target;", "async = 1;", "static static = 2;", "get = 3;", "accessor;", "arrow = () => super.toString;", "over() { return { __proto__: this, f() { return super.call?.(); } }.f(); }",
                "t(v) { [this.#a, v] = [v, this.#a]; return v; }", "u({ a: v = this.#a } = {}) { return v; }", "del() { return delete this.x && delete super.nothing; }"]
        chosen = rng.shuffled(pool)[:rng.between(2, 6)]
        body = " ".join(chosen)
        private = {"#a": "#a = 1;", "#m": "#m() { return 1; }", "static #s": "static #s = 4;"}
        declared = [text for start, text in private.items() if not any(c.startswith(start) for c in chosen)]
        for kind, other in (("get", "get #g() { return this.#a; }"), ("set", "set #g(v) { this.#a = v; }")):
            if not any(c.startswith(f"{kind} #g") for c in chosen):
                declared.append(other)
        base = rng.pick(("", "", " extends (log(\"heritage\"), Object)", " extends Array", " extends null", " extends class { constructor(...a) { this.base = a.length; } call() { return 5; } }", " extends function () { return new.target; }", " extends Map"))
        probes = ["o", "Reflect.ownKeys(C)", "o.call?.()", "o.bump?.()", "o.bump?.()", "C.has?.(o), C.has?.({})", "o.k", "o[1]", "C.w?.()", "[...o.gen?.() ?? []]", "o.x?.()", "o.over?.()", "o.t?.(9), o.t?.(1)", "o.u?.(), o.u?.({ a: 3 })", "o.call?.call({})", "`${o.constructor === C}`", "Object.keys(o)", "o.del?.()"]
        uses = "".join(f"try {{ log({p}); }} catch (e) {{ log(e); }}\n" for p in rng.shuffled(probes)[:rng.between(2, 5)])
        return f"try {{ const n = (k, v) => (log(\"n\", k), v);\nclass {name}{base} {{ {' '.join(declared)} {body} }}\nconst C = {name}; const o = new C({rng.pick(('', '1', '2, 3'))});\n{uses}}} catch (e) {{ log(e); }}\n"

    # -- arrays ----------------------------------------------------------------------------------
    def array_features(self) -> str:
        rng, name = self.rng, self.fresh("ar")
        start = rng.pick(("[1, 2, 3, 4]", "[1.5, , 3]", "[, , 1]", "new Array(5)", "[\"b\", \"a\", undefined, , \"c\"]", "Array.from({ length: 9 }, (_, i) => i)", "Object.assign([], { 3: 1, 3000: 2, x: 5 })", "Object.freeze([3, 1, 2])", "new (class A extends Array {})(3)", "[[1], [2, [3]]]", "{ length: 3, 0: 5, 2: 6, __proto__: Array.prototype }",
                          "Object.defineProperty([1, 2, 3], 1, { get() { log(\"get\"); return 9; }, configurable: true })", "[NaN, -0, 0]", "[2147483647, 1, 0.5]", "new Proxy([3, 1, 2], {})", "Object.defineProperty([5, 6], \"constructor\", { value: { [Symbol.species]: function (n) { this.n = n; } } })", "Object.setPrototypeOf([1, , 3], { 1: \"p\", __proto__: Array.prototype })"))
        callback = rng.pick(("(v, i) => v + i", "(v, i) => i & 1", f"(v) => {{ {name}.length = 2; return v; }}", f"(v, i) => {{ if (i === 1) {name}.push(7); return v; }}", f"(v, i) => {{ {name}[i + 1] = {self.leaf('any')}; return v; }}", f"(v, i) => {{ delete {name}[i]; return true; }}", "function (v) { if (v === 2) throw v; return this; }", "(v) => [v, [v]]", f"(v) => {{ {name}.shift(); return v; }}"))
        steps = []
        for _ in range(rng.between(2, 5)):
            method = rng.pick(("map", "filter", "forEach", "some", "every", "find", "findLast", "findIndex", "flatMap", "reduce", "reduceRight"))
            steps.append(rng.weighted([
                (5, f"log({name}.{method}({callback}))"), (1, f"log({name}.sort({rng.pick(('', '(p, q) => q - p', '() => 0', 'undefined'))}))"), (1, f"log({name}.splice({rng.pick(('1, 1', '0, 0, 8, 9', '-1', '1, 0, , 3'.replace(', ,', ',')))}))"), (1, f"log({name}.concat([7, , 8], 9, {{ length: 1, 0: 2, [Symbol.isConcatSpreadable]: true }}))"), (1, f"{name}.length = {rng.pick(('0', '2', '8', '1.5', '-1'))}"),
                (1, f"{name}[{rng.pick(('5', '1', '20', '4294967294', '4294967295', '-1', '1.5'))}] = {self.leaf('any')}"), (1, f"delete {name}[{rng.below(4)}]"), (1, f"log({name}.{rng.pick(('indexOf', 'lastIndexOf', 'includes'))}({rng.pick(('NaN', 'undefined', '0', '2', '1, -2'))}))"), (1, f"log({name}.{rng.pick(('slice(1, 3)', 'reverse()', 'fill(0, 1)', 'copyWithin(1, 0)', 'flat(2)', 'join()', 'toSorted()', 'toSpliced(1, 1, 5)', 'with(1, 8)', 'at(-1)', 'toReversed()', 'pop()', 'shift()', 'unshift(4, 5)', 'push(1, 2)', 'keys().next()', 'toString()'))})"),
                (2, f"{{ let s = 0; for (let i = 0; i < {rng.pick((name + '.length', '6'))} && i < 40; i++) {{ s += {name}[i]; {rng.pick(('', f'if (i === 2) {name}.length = 1;', f'{name}[i] = i * 0.5;', f'{name}[i + 1] = s;', f'if (i === 1) Object.freeze({name});', f'if (i === 2) delete {name}[3];', f'if (i === 1) {name}.push({chr(34)}z{chr(34)});'))} }} log(s); }}"),
                (1, f"for (const v of {name}) {{ log(v); if ({name}.length < 9 && v === 1) {name}.push(2); }}"), (1, f"for (const k in {name}) {{ log(k); delete {name}[2]; }}"), (1, f"const [p, , ...q] = {name}; log(p, q)"), (1, f"log(Array.prototype.{rng.pick(('push', 'slice', 'map', 'concat'))}.call({rng.pick(('{ length: 2, 0: 1 }', chr(34) + 'ab' + chr(34), name))}, {rng.pick(('1', '(v) => v'))}))")]))
        return f"{{ const {name} = {start};\n" + "".join(f"try {{ {s}; }} catch (e) {{ log(e); }}\n" for s in steps) + f"log({name}); }}\n"

    # -- strings and regular expressions ---------------------------------------------------------
    def text_features(self) -> str:
        rng = self.rng
        pattern = rng.pick(("/a/", "/a/g", "/b*/g", "/b*/y", "/(a)(b)?/g", "/(?<x>a)|(?<y>b)/g", "/^/gm", "/$/g", "/./gsu", "/\\ud83d/g", "/\\ud83d/gu", "/(?<=a)b/g", "/(?:)/g", "/(?:)/gu", "/[^a]/gi", "/(a+)+b/", "/\\b/g", "/(a)|b/dg", "/a{2,}?/y", "/(?!a)\\w/g", "/\\1(a)/", "/(?:a|ab)(?:c|bcd)(?:d*)/", "/[\\d\\s]+/g", "/\\u{61}/u", "/\\p{L}/gu", "/(z)((a+)?(b+)?(c))*/"))
        text = rng.pick(('"abab"', '"aab\\nba"', '""', '"\\ud83d\\ude00a\\ud83d"', '"zaacbbbcac"', '"AbA 12"', '"abcd"', self.string()))
        steps = []
        for _ in range(rng.between(2, 5)):
            replacement = rng.pick(('"[$&]"', '"$1$2$$"', '"$<x>"', '"$`$\'"', "(m, ...r) => { log(m, r); return \"-\"; }", '"$01$10"', "() => { re.lastIndex = 5; return 1; }", '""'))
            steps.append(rng.pick((f"log(re.exec({text}), re.lastIndex)", f"log(re.test({text}), re.lastIndex)", f"log({text}.match(re), re.lastIndex)", f"log({text}.replace(re, {replacement}), re.lastIndex)", f"log({text}.replaceAll(re, {replacement}))", f"log([...{text}.matchAll(re)].map((m) => [m.index, ...m]), re.lastIndex)", f"log({text}.split(re{rng.pick(('', ', 2', ', -1'))}))", f"log({text}.search(re), re.lastIndex)",
                                   f"re.lastIndex = {rng.pick(('0', '1', '2', '9', '-1', '1.5', 'NaN', chr(34) + '1' + chr(34), '{ valueOf() { return 1; } }'))}", f"for (let i = 0, m; i < 6 && (m = re.exec({text})); i++) log(m.index, m[1], m.groups?.x, re.lastIndex)", f"re = new RegExp(re, {rng.pick((chr(34) + 'g' + chr(34), chr(34) + 'y' + chr(34), chr(34) + 'gy' + chr(34), chr(34) + 'iu' + chr(34)))})", "log(String(re), re.flags, re.source)", "Object.freeze(re)",
                                   "re.exec = function (t) { return t.length > 2 ? null : Object.assign([\"q\"], { index: 0 }); }", f"class R extends RegExp {{ exec(t) {{ log(\"exec\"); return super.exec(t); }} }} log({text}.replace(new R(re), \"x\"))", f"log({text}.{rng.pick(('padStart(9, re.source)', 'codePointAt(1)', 'normalize(' + chr(34) + 'NFD' + chr(34) + ')', 'at(-2)', 'isWellFormed?.()', 'toWellFormed?.()', 'localeCompare(' + chr(34) + 'b' + chr(34) + ')', 'substring(3, 1)', 'substr(-2, 1)', 'trimEnd()', 'repeat(2)', 'split(' + chr(34) * 2 + ').length', 'toUpperCase()', 'lastIndexOf(' + chr(34) + 'a' + chr(34) + ', 1)', 'charAt(1.9)', 'slice(-3, -1)', 'concat(1, null)', 'endsWith(' + chr(34) + 'b' + chr(34) + ', 2)', 'indexOf(' + chr(34) * 2 + ', 99)'))})",
                                   f"{{ let s = \"\", n = 0; for (let i = 0; i < 60; i++) {{ s += {rng.pick(('String.fromCharCode(97 + i % 5)', 'i', text, chr(34) + chr(92) + 'u4e2d' + chr(34)))}; if (s[i] === \"a\") n++; n += s.charCodeAt(i) | 0; if (i % 20 === 9) s = s.slice({rng.pick(('1', '-9', 'i'))}); if (s > \"b\") n ^= s.length; }} log(n, s.length, s.slice(0, 20)); }}")))
        return f"{{ let re = {pattern};\n" + "".join(f"try {{ {s}; }} catch (e) {{ log(e); }}\n" for s in steps) + "}\n"
