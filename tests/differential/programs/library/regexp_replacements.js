const log = (...a) => console.log(...a);
log("abc".replace(/(b)(x)?/, "[$1|$2|$3|$01|$10|$0|$$|$&|$`|$'|$]"), "abc".replace(/b/, "$1$<a>"), "abc".replace(/(?<n>b)/, "$<n>$<m>$<n"), "aaa".replace(/a/g, "$`|"), "x".replace(/(((((((((((x)))))))))))/, "$11-$12-$1"));
log("abcabc".replace(/(?<x>b)(c)?/g, (...a) => JSON.stringify(a)), "𝒳𝒴".replace(/(?:)/gu, "-"), "𝒳𝒴".replace(/(?:)/g, "-").length, "aXbX".replace(/x/gi, () => "$&"));
log("abc".replace(/b/, undefined), "abc".replace(/b/, null), "abc".replace(/b/, () => 5), "".replace(/^/, "x"), "abc".replace(/$/g, "x"), "a\nb\n".replace(/^/gm, "> "));
{ const r = /a/g; log("aaa".replace(r, (m, i) => { r.lastIndex = 100; return i; }), r.lastIndex); const q = /a/; log("aa".replace(q, () => { q.compile("b"); return "z" }), q.source); }
