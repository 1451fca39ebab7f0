const log = (...a) => console.log(...a);
const tryit = (f) => { try { return f(); } catch (e) { return e.name + ": " + e.message; } };
log("aBc".match(/b/i), "abab".match(/b/g), "x".match(/y/g), "x".match(/y/), [..."a1b22".matchAll(/[a-z](\d+)/g)].map((m) => [m[0], m[1], m.index]), "𝒳𝒴".match(/(?:)/gu).length, tryit(() => "a".matchAll(/a/)), [..."ab".matchAll("b")].length);
{ const it = "aa".matchAll(/a/g); log(it[Symbol.toStringTag], typeof it.next, it.next().value.index, it.next().value.index, it.next(), it.next()); }
