const log = (...a) => console.log(...a);
const tryit = (f) => { try { return f(); } catch (e) { return e.name + ": " + e.message; } };
class S extends RegExp { exec(s) { const r = super.exec(s); if (r) r.index += 0; S.n++; return r; } } S.n = 0;
log("aXbX".replace(new S("X", "g"), "-"), S.n, "a-b".split(new S("-")), S.n, "aa".match(new S("a", "g")), new S("a") instanceof RegExp, new S("a", "g").flags, String(new S("a/b")));
{ const r = /a/g; let n = 0; r.exec = function (s) { return n++ < 2 ? { index: n, 0: "q", length: 1 } : null; }; log("abcdef".replace(r, "<$&>"), "abc".match(r), r.test("x")); }
log(tryit(() => RegExp.prototype.exec.call({})), tryit(() => /a/[Symbol.replace].call(1)), tryit(() => { const r = /a/; r.exec = () => 5; r.test("") }));
log(RegExp.prototype.toString.call({ source: "s", flags: "f" }), RegExp.prototype.flags, RegExp.prototype.source, RegExp.prototype.global, String(RegExp.prototype), tryit(() => Object.getOwnPropertyDescriptor(RegExp.prototype, "global").get.call({})), Object.getOwnPropertyDescriptor(RegExp.prototype, "flags").get.call({ global: 1, sticky: 1, hasIndices: 0 }));
