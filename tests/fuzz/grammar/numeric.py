"""Loops at the boundaries of int32 and double: counters that overflow, -0, NaN, sums that leave a representation and return."""

from __future__ import annotations

from .hot import HotLoops

EDGES = ("0", "1", "-1", "(-0)", "2147483647", "-2147483648", "2147483600", "-2147483600", "1073741824", "46341", "0.5", "NaN", "4294967295",
         "9007199254740991", "-1.5", "Infinity")
ARGUMENTS = ("1", "2", "-1", "0", "(-0)", "0.5", "3", "7", "2147483647", "-2147483648", "1e300", "NaN", '"3"', "true", "null", "undefined",
             "({ valueOf() { return 2; } })", "[4]", "5n")


class Numeric(HotLoops):
    def numeric_loop(self) -> str:
        name = self.fresh("num")
        rng = self.rng
        first, second = rng.pick(EDGES), rng.pick(EDGES)
        head = self._numeric_head()
        statements = [self._numeric_statement() for _ in range(rng.between(2, 5))]
        body = "\n".join(s if rng.chance(70) else self._conditional_statement(s) for s in statements)
        if rng.chance(15):
            body = f"try {{ {body} }} {rng.pick(('catch { t = s; }', 'finally { s = t; }'))}"
        result = rng.pick(("[s, t]", "s", "[s, t, 1 / s]", "[s, t, a, g]", "s + t"))
        text = f"function {name}(p, q) {{\nlet s = {first}, t = {second}, g = 0;\nconst a = [{rng.pick(('1, 2, 3, 4', '0, 0.5, -1, 3', '1, , 3, 4', '1, 2'))}];\n" \
               f"{head} {{ if (++g > {rng.pick(('40', '150', '260'))}) break;\n{body}\n}}\nreturn {result};\n}}\n"
        calls = [f"{rng.pick(ARGUMENTS)}, {rng.pick(ARGUMENTS)}" for _ in range(rng.between(1, 4))]
        return text + "".join(f"try {{ log({name}({c})); }} catch (e) {{ log(e); }}\n" for c in calls)

    def _numeric_head(self) -> str:
        start, far = self.rng.pick(EDGES), self.rng.pick(EDGES)
        return self.rng.pick((
            "for (let i = 2147483600; i < 2147483700; i++)", "for (let i = -2147483600; i > -2147483700; i--)",
            "for (let i = 2147483500; i <= 2147483647; i++)", "for (let i = 0; i !== 100; i += p)", f"for (let i = {start}; i <= {far}; i++)",
            f"for (let i = {start}; i >= {far}; i--)", "for (let i = 100; i--;)", "for (let i = 0, j = 200; i < j; i++, j--)",
            f"for (let i = 0; i < q; i += {self.rng.pick(('1', '3', 'p', '0.25'))})", "for (let i = 1; i; i <<= 1)", "for (let i = -1; i; i >>>= 1)",
            "for (let i = 0; i < a.length * 30; i++)", f"for (var i = {start}; s < 1e6; i++)", "for (let i = 0; i < 150; ++i)",
            "for (let i = 0; i < 150; i++)"))

    def _numeric_statement(self) -> str:
        x, y = self.rng.pick(("s", "t")), self.rng.pick(("s", "t", "i", "p", "q", "a[i & 3]"))
        z = self.rng.pick(("s", "t", "i", "q", self.number()))
        operator = self.rng.pick(("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>", "+", "-", "*"))
        return self.rng.weighted([
            (8, f"{x} {operator}= {y};"), (6, f"{x} = {y} {operator} {z};"), (3, f"{x} = ({y} {operator} {z}) | 0;"),
            (2, f"{x}++;"), (2, f"{x}--;"), (2, f"{x} = -{y};"), (1, f"{x} = +{y};"), (1, f"{x} = ~{y};"),
            (2, f"{x} = Math.{self.rng.pick(('imul', 'max', 'min'))}({y}, {z});"), (1, f"{x} = {y} ** 2;"),
            (2, f"{x} = Math.{self.rng.pick(('abs', 'floor', 'ceil', 'round', 'trunc', 'sign', 'fround', 'clz32', 'sqrt'))}({y});"),
            (2, f"a[i & 3] = {y};"), (1, f"a[{y} & 7] = {z};"), (1, f"a[{y}] = {z}; if (a.length > 20) a.length = 4;"),
            (2, f"{x} = a[{y} & 3];"), (1, f"{x} += a[{y}];"), (1, f"{x} = a.length - {y};"),
            (1, f"{x} = 1 / {y};"), (1, f"{x} = {y} >>> 0;"), (1, f"{x} = {y} - {y};"), (1, f"{x} = {y} * -1;"),
            (1, f"{x} = Object.is({y}, -0) ? 1 : {z};"), (1, f"{x} = ({y} < {z}) + {x};"), (1, f"{x} = {y} === {z} ? {z} : {x};"),
            (1, f'{x} = +("" + {y});'), (1, f"{x} = parseInt({y});"), (1, f"{x} = {y} && {z};"), (1, f"{x} = {y} || {z};"),
        ])

    def _conditional_statement(self, statement: str) -> str:
        condition = self.rng.pick((f"i % {self.rng.between(2, 30)} === 1", f"s {self.rng.pick(('<', '>', '<=', '>='))} t", f"g === {self.rng.between(5, 120)}",
                                   "s !== s", f"s > {self.number()}", "t < 0", "(s | 0) === s", "typeof s === \"number\"", "!t", "s == t"))
        other = f" else {{ {self._numeric_statement()} }}" if self.rng.chance(40) else self.rng.pick(("", "", " else continue;", " else break;"))
        return f"if ({condition}) {{ {statement} }}{other}"

    # -- typed arrays ----------------------------------------------------------------------------
    def typed_loop(self) -> str:
        rng = self.rng
        name, kind = self.fresh("typ"), rng.pick(TYPED)
        statements = [self._typed_statement() for _ in range(rng.between(2, 5))]
        body = "\n".join(s if rng.chance(75) else f"if (i % {rng.between(2, 40)} === {rng.below(3)}) {{ {s} }}" for s in statements)
        head = rng.pick(("for (let i = 0; i < n; i++)", "for (let i = 0; i < d.length; i++)", "for (let i = n - 1; i >= 0; i--)", "for (let i = 0; i <= d.length; i++)",
                         "for (let i = 0, m = d.length; i < m; ++i)", "for (let i = -2; i < n; i++)", "for (let i = 0; i < n; i += 0.5)"))
        make = f"const d = new {kind}({rng.pick(('n', '16', '[1, 2.7, -3, 300]', '40'))});\n" if rng.chance(40) else ""
        parameter = "c" if make else "d"
        change = rng.pick(("d.buffer?.resize?.(16);", "d.buffer?.resize?.(8);", "d.buffer?.resize?.(60);", "d = new Float64Array(4);", "d = d.slice?.(1);", "t++;", "d = [0.5, , 2];", "n = 30;", "d.fill?.(7);",
                           "d[0] = 9;", "d = null;", "d.length = 2;", "s = 0.5;", "Object.setPrototypeOf(d, null);", "d = d.subarray?.(2) ?? d;"))
        text = f"function {name}({parameter}, n, p) {{\n{make}let s = {rng.pick(('0', '0', '0.5', '-0'))}, t = 1, g = 0;\nconst change = () => {{ {change} }};\n" \
               f"{head} {{ if (++g > 300) break;\n{body}\n}}\nreturn [s, t, d];\n}}\n"
        calls = "".join(f"try {{ log({name}({self.typed_array()}, {rng.pick(('20', '64', '8', '130'))}, {rng.pick(ARGUMENTS)})); }} catch (e) {{ log(e); }}\n"
                        for _ in range(rng.between(1, 4)))
        return text + calls

    def typed_array(self) -> str:
        kind, rng = self.rng.pick(TYPED), self.rng
        return rng.weighted([
            (6, f"new {kind}({rng.pick(('16', '8', '0', '40'))})"), (3, f"{kind}.of({', '.join(self.number() for _ in range(rng.between(0, 5)))})"),
            (2, f"new {kind}(new ArrayBuffer(64), 8)"), (2, f"new {kind}(24).subarray(2, 9)"), (2, f"{kind}.from({{ length: 12 }}, (_, i) => i * 1.5)"),
            (1, "new BigInt64Array(4)"), (1, "new BigUint64Array([1n, 2n])"), (2, "[1, 2, 3]"), (1, '"text"'), (1, "null"), (1, "new Array(12).fill(0.5)"),
            (1, "({ a: 1, length: 4 })"), (3, f"new {kind}(new ArrayBuffer(32, {{ maxByteLength: 64 }}){rng.pick(('', ', 8', ', 8, 2'))})"),
        ])

    def _typed_statement(self) -> str:
        rng = self.rng
        index = rng.pick(("i", "i", "i", "i + 1", "i - 1", "i & 3", "i * 2", "i >> 1", "-i", "n - i", "d.length - 1 - i", "s & 7", "p", '"1"', "1.5", "s"))
        value = rng.pick(("i", "s", "t", "p", "i * 0.5", "-i", "s + t", "2147483648 + i", "d[i]", "d[i] + 1", "NaN", "-0", "300 - i", self.number(), "i << 28"))
        operator = rng.pick(("=", "=", "=", "+=", "-=", "^=", "*=", ">>>=", "|="))
        call = rng.pick(("d.fill?.(p, 1, 3)", "d.set?.([1, 2], 1)", "d.copyWithin?.(0, 2)", "d.reverse?.()", "d.sort?.()", "s = d.at?.(-1)", "s = d.indexOf?.(t)",
                         "d = d.slice(1)", "d = d.subarray(1)", "t = d.length", "d.buffer?.resize?.(16)", "d.buffer?.resize?.(48)", "s = d.join?.(\",\").length",
                         "d = new Float64Array(d)", "d = Array.from(d)", "d.x = s", "d.length = 3"))
        return rng.weighted([
            (6, f"s += d[{index}];"), (6, f"d[{index}] {operator} {value};"), (2, f"t = d[{index}];"), (1, f"d[{index}]++;"), (1, f"s = d[{index}] {operator[:-1] or '+'} s;"),
            (2, f"if (g === {rng.between(3, 60)}) {{ try {{ {call}; }} catch (e) {{ log(e.name); }} }}"), (1, "t = s > t ? s : t;"), (1, "s = s | 0;"), (1, f"s = {index} in d ? 1 : s;"),
            (3, f"if (g === {rng.between(3, 40)}) change();"), (2, f"d[{index}] = g === {rng.between(3, 40)} ? {{ valueOf() {{ change(); return 1; }} }} : i;"), (1, f"if (d[{index}] > s) s = d[{index}];"), (1, f"[d[i], d[{index}]] = [d[{index}], d[i]];"), (1, f"delete d[{index}];"),
            (1, f"s = d[{index}] === d[i] ? s + 1 : t;"),
        ])

    def data_view(self) -> str:
        rng = self.rng
        steps = []
        for _ in range(rng.between(2, 6)):
            kind = rng.pick(("Int8", "Uint8", "Int16", "Uint16", "Int32", "Uint32", "Float32", "Float64", "BigInt64", "BigUint64"))
            place = rng.pick(("0", "1", "3", "8", "13", "16", "-1", "1.5", "NaN", '"2"', "i"))
            little = rng.pick(("", ", true", ", false"))
            value = rng.pick(("1n", "-1n", "2n ** 63n", "s")) if kind.startswith("Big") else rng.pick(("i", "s", "-1", "1.5", "NaN", "-0", "4294967295", self.number()))
            steps.append(rng.pick((f"s = v.get{kind}({place}{little});", f"v.set{kind}({place}, {value}{little});", f"log(v.get{kind}({place}{little}));")))
        body = "\n".join(steps)
        return f"{{ const v = new DataView(new ArrayBuffer(16){rng.pick(('', ', 4', ', 2, 8'))}); let s = 1;\n" \
               f"for (let i = 0; i < {rng.pick(('4', '9', '30'))}; i++) {{ try {{ {body} }} catch (e) {{ if (i < 3) log(e); }} }}\nlog(s, new Uint8Array(v.buffer)); }}\n"

    # -- BigInt ----------------------------------------------------------------------------------
    def bigint_loop(self) -> str:
        rng = self.rng

        def value() -> str:
            return rng.pick(("0n", "1n", "-1n", "2n", "7n", "-8n", "18446744073709551615n", "9223372036854775808n", "-9223372036854775808n", "4294967296n", "10n ** 30n",
                             "-(2n ** 100n)", "BigInt(i)", "s", "t", "i", "BigInt.asIntN(64, s)", "BigInt.asUintN(33, t)", "x"))

        def statement() -> str:
            operator = rng.pick(("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", "**", "+", "-", "*"))
            left = value()
            if operator == "**" and left.startswith("-"):
                left = f"({left})"
            right = rng.pick(("3n", "1n", "64n", "0n", "31n", "-2n", "BigInt(i)")) if operator in ("<<", ">>", "**") else value()
            return rng.weighted([
                (8, f"{rng.pick('st')} = {left} {operator} {right};"), (3, f"{rng.pick('st')} {operator}= {right};"), (1, "s++;"), (1, "--t;"), (1, "s = -s;"), (1, "t = ~t;"),
                (2, f"if ({value()} {rng.pick(('<', '>', '<=', '==', '===', '!='))} {value()}) s = {value()};"), (1, f"log({value()} {rng.pick(('<', '==', '===', '>='))} {rng.pick(('1.5', 'NaN', '7', 'null', chr(34) + '8' + chr(34)))});"),
                (1, "t = Number(s);"), (1, "t = BigInt(Number(BigInt.asIntN(40, BigInt(s))));"), (1, "log(s.toString(rad));"), (1, "t = typeof s === \"bigint\" ? s : 2n;"),
                (1, "t = Number.isInteger(Number(s)) ? BigInt.asUintN(64, BigInt(s)) : 1n;"),
            ])

        body = "\n".join(statement() for _ in range(rng.between(2, 5)))
        name = self.fresh("big")
        return f"function {name}(x, rad) {{\nlet s = {rng.pick(('0n', '1n', '-5n', '2n ** 64n'))}, t = {rng.pick(('1n', '3n', '0n'))};\n" \
               f"for (let i = 0; i < {rng.pick(('3', '12', '40'))}; i++) {{\n{body}\n" \
               f"if (typeof s === \"bigint\") s = BigInt.asIntN(200, s); if (typeof t === \"bigint\") t = BigInt.asIntN(300, t); }}\nreturn [s, t];\n}}\n" \
               f"for (const x of [{', '.join(rng.pick(('1n', '-7n', '3', '2n ** 65n', '0n', chr(34) + '5' + chr(34))) for _ in range(2))}]) try {{ log({name}(x, {rng.pick(('10', '2', '16', '36'))})); }} catch (e) {{ log(e); }}\n"


TYPED: tuple[str, ...] = ("Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float32Array", "Float64Array",
                          "Float64Array", "Int32Array")
