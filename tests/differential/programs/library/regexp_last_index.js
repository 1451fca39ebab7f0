const log = (...a) => console.log(...a);
const tryit = (f) => { try { return f(); } catch (e) { return e.name + ": " + e.message; } };
{ const r = /a/g; Object.defineProperty(r, "lastIndex", { writable: false, value: 0 }); log(tryit(() => r.exec("b")), tryit(() => r.exec("a")), tryit(() => "aa".replace(r, "x"))); }
{ const r = /a/; Object.freeze(r); log(tryit(() => r.exec("ba")), tryit(() => "ba".replace(r, "x")), tryit(() => r.test("a"))); }
{ const r = /a/g; r.lastIndex = "1"; log(r.exec("aa").index, r.lastIndex); r.lastIndex = -5; log(r.exec("aa").index); r.lastIndex = 1.9; log(r.exec("aaa").index); r.lastIndex = Infinity; log(r.exec("a"), r.lastIndex); r.lastIndex = { valueOf() { return 1 } }; log(r.exec("aaa").index, r.lastIndex); }
{ const r = /a/y; log(r.test("ba"), r.lastIndex); r.lastIndex = 1; log(r.test("ba"), r.lastIndex, "aab".replace(r, "x"), "baa".replace(/a/gy, "x"), "aab".replace(/a/gy, "x"), "baab".split(/a/y), "aba".match(/a/gy), "ba".search(/a/y)); }
