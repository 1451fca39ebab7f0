const log = (...a) => console.log(...a);
const tryit = (f) => { try { return f(); } catch (e) { return e.name + ": " + e.message; } };
{ const m = /(?<a>x)|(?<b>y)/.exec("y"); log(m.groups.a, m.groups.b, Object.getPrototypeOf(m.groups), Object.keys(m), m.length); const d = /(?<a>x)(y)?/d.exec("zx"); log(d.indices[0], d.indices[2], d.indices.groups.a, Object.keys(d)); }
log(/(?<𝒜>.)/u.exec("q").groups, Object.keys(/(?<$>a)(?<_b>c)/.exec("ac").groups), /(?<__proto__>a)/.exec("a").groups.__proto__);
log(/a/ instanceof Object, Object.prototype.toString.call(/a/), JSON.stringify(/a/), typeof /a/, Object.getOwnPropertyDescriptor(/a/, "lastIndex"), delete /a/.foo);
log("\u2028".replace(/./, "x") === "\u2028", /[\s]/.test("\uFEFF"), /\w/iu.test("ſ"), /[^]/.test("\n"), /\cJ/.test("\n"), /[\b]/.test("\b"), /\0/.test("\0"), /\u{61}/.test("a"), /\u{61}/u.test("a"));
log("x".replaceAll(/x/g, "y"), tryit(() => "x".replaceAll(/x/, "y")), "a.b.c".replaceAll(".", "-"), "aXb".search("X"), "abc".match("b").index, "a+b".split("+"));
