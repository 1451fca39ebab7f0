"""Built-in objects that are changed while hot loops rely on them, and switches of all kinds."""

from __future__ import annotations

from .classes import Classes


class Pollution(Classes):
    def pollution(self) -> str:
        """A loop in the middle of which a built-in object changes; what was there comes back at the end."""
        rng, name = self.rng, self.fresh("po")
        owner, key, value, uses = rng.pick((
            ("Object.prototype", '"a"', "9", ("s += o.a;", "o.a = i;", "s += e.a;", "t = \"a\" in o;", "const { a = 1 } = o; s += a;")),
            ("Object.prototype", '"b"', "{ get() { return 5; }, set(v) { log(\"set\", v); } }", ("s += o.b;", "o.b = i;", "e.b = s; s += e.b;", "t = { b: i }.b;", "t = { ...o }.b;")),
            ("Array.prototype", "1", "7", ("s += d[1];", "s += d[i & 7];", "d[i & 3] = i; delete d[1];", "for (const v of d) s += v;", "[t, s] = d;", "s += d.indexOf(7);", "t = d.concat([, 3])[1];")),
            ("Array.prototype", "2", "{ get() { return 4; }, set(v) { log(\"put\", v); } }", ("d[2] = i; d.length = 2;", "s += d[2];", "d.push(i); d.length = 2;", "t = [1, 2, , 4][2];", "s += d[i & 3];")),
            ("Array.prototype", "Symbol.iterator", "function* () { yield 8; yield 9; }", ("for (const v of d) s += v;", "[s, t] = d;", "s = Math.max(...d);", "t = [...d].length;", "s = new Set(d).size;", "[s, t] = [t, i];", "s = ((a, b) => a)(...d);")),
            ("Object.getPrototypeOf([][Symbol.iterator]())", '"next"', "(function (next) { return function () { const r = Reflect.apply(next, this, []); if (!r.done) r.value = 3; return r; }; })(Object.getPrototypeOf([][Symbol.iterator]()).next)", ("for (const v of d) s += v;", "[s, t] = d;", "t = [...d].length;", "[s, t] = [t, i];")),
            ("Math", '"floor"', "() => 6", ("s += Math.floor(i / 2);", "s = Math.floor(s * 0.5);", "t = Math.floor(d[0]);")),
            ("Math", '"max"', "(...a) => a.length", ("s = Math.max(s, i);", "t = Math.max(i, 0.5);", "s = Math.max(s, i, 3) | 0;")),
            ("String.prototype", '"charCodeAt"', "() => 1", ('s += "hello".charCodeAt(i & 3);', 's = (s << 5) - s + ("x" + i).charCodeAt(0) | 0;')),
            ("String.prototype", '"0"', '"zero"', ('s += "abc"[0].length;', 't = "abc"[i & 3];', 't = ""[0];')), ("Array.prototype", '"push"', "function (v) { return -1; }", ("s += d.push(i); if (d.length > 9) d.length = 2;",)),
            ("Number.prototype", '"a"', "{ get() { return typeof this; } }", ("t = i.a;", "t = (0.5).a;", "s = s.a === undefined ? 1 : 2;", "i.a = 4;")), ("Function.prototype", '"call"', "function () { return 2; }", ("s += f.call(null, i);", "s += f(i);")),
            ("Array.prototype", '"constructor"', "{ [Symbol.species]: function (n) { return { length: 0, n }; } }", ("t = d.map((v) => v);", "t = d.slice(0, 1);", "t = d.concat(1);", "t = d.filter(Boolean).length;")), ("Object.prototype", "Symbol.toPrimitive", "() => 3", ("s = o + 1;", "t = `${o}`;", "s += +o;", "t = o < i;")),
            ("RegExp.prototype", '"exec"', "() => null", ('t = "abc".replace(/b/, "x");', "s += /a/.test(\"a\") ? 1 : 2;")), ("Float64Array.prototype", '"a"', "1", ("s += f64[i & 3];", "f64[i & 3] = s; t = f64.a;")), ("Object.prototype", '"m"', "function () { return this; }", ("t = o.m?.() === o;", "t = e.m?.() === e;", "t = (5).m?.() === 5;")),
        ))
        how = f"Object.defineProperty({owner}, key, {value.replace('{ get', '{ configurable: true, get')})" if value.startswith("{ get") else rng.pick((f"{owner}[key] = {value}", f"Object.defineProperty({owner}, key, {{ value: {value}, configurable: true, writable: true }})"))
        body = "\n".join(f"{{ {rng.pick(uses)} }}" for _ in range(rng.between(1, 3)))
        restore = "if (before) Object.defineProperty(owner, key, before); else delete owner[key];"
        early = f"if (i === {rng.between(60, 110)}) {{ {restore} }}\n" if rng.chance(40) else ""
        data = rng.pick(("[1, 2, 3]", "[1, , 3]", "[0.5, 1.5]", "[]", "[\"x\", 1]"))
        where = rng.pick((f"if (i === {rng.between(5, 50)}) {{ {how}; }}\n", f"if (i === {rng.between(5, 50)}) change();\n"))
        return f"{{ dirty(); const owner = {owner}, key = {key}, before = Object.getOwnPropertyDescriptor(owner, key), f = (x) => x, o = {{ c: 1 }}, f64 = new Float64Array(4); let s = 0, t = 0;\nconst change = () => {{ {how}; }};\n" \
               f"function {name}(d, e) {{ for (let i = 0; i < 120; i++) {{\n{where}{early}{body}\nif (s?.length > 60) s = 0; }} }}\ntry {{ {name}({data}, new (class {{ x = 1; }})()); }} catch (e) {{ t = e; }} finally {{ {restore} }}\nlog(s, t, o); }}\n"

    def switches(self) -> str:
        """Switches over dense and sparse integers, doubles, strings and anything, with falls through and defaults anywhere."""
        rng, name = self.rng, self.fresh("sw")
        kind = rng.pick(("dense", "sparse", "text", "mixed", "expressions"))
        pool = {"dense": [str(n) for n in range(-2, 9)], "sparse": ["1", "100", "-5", "2147483647", "-2147483648", "65536", "4294967296"], "text": ['"a"', '"b"', '"ab"', '""', '"1"', '"constructor"'],
                "mixed": ["0", "-0", "NaN", '"0"', "null", "undefined", "true", "1.5", "2n", "2"], "expressions": ["f(1)", "f(2)", "x", "y", "i & 3", "(log(\"case\"), 3)"]}[kind]
        labels = rng.shuffled(pool)[:rng.between(2, len(pool))]
        default = rng.below(len(labels) + 2)
        clauses = []
        for n, label in enumerate(labels):
            if n == default:
                clauses.append(f"default: {rng.pick(('s += 1000;', 'x = s;', 'continue;', ''))} {rng.pick(('break;', ''))}")
            action = rng.pick((f"s += {n + 1};", f"s ^= {n} << 3;", "x = y;", f"let q{n} = i; s += q{n};", f"const g{n} = () => s; y = g{n}();", "s = -s;", "continue;", f"return [s, {n}];" if rng.chance(15) else "s++;", f"if (i & 1) break; s += {n};"))
            clauses.append(f"case {label}: {action} {rng.pick(('break;', 'break;', ''))}")
        value = rng.pick({"dense": ("i % 11 - 2", "x", "i & 7", "(i % 20) / 2"), "sparse": ("d[i % d.length]", "x", "i * 50 | 0"), "text": ("d[i % d.length]", "\"ab\".slice(i & 1)", "String.fromCharCode(97 + i % 3)", "x"),
                          "mixed": ("d[i % d.length]", "x", "-i + i"), "expressions": ("i % 4", "x", "f(i)")}[kind])
        data = ", ".join(rng.shuffled([p for p in pool if kind != "expressions"] or ["1", "2"])[:4])
        arguments = [rng.pick(("1", "\"a\"", "0.5", "-0", "null", "3n", "\"b\"", "2")) for _ in range(2)]
        return f"function {name}(x, y) {{ let s = 0; const d = [{data}], f = (z) => z;\nfor (let i = 0; i < 90; i++) {{ switch ({value}) {{\n" + "\n".join(clauses) + "\n} if (typeof s !== \"number\" || s > 1e9) s = 1; }\nreturn [s, x, y];\n}\n" \
               + "".join(f"try {{ log({name}({a}, {rng.pick(arguments)})); }} catch (e) {{ log(e); }}\n" for a in arguments)
