function show(...a) { console.log(a.map(x => Object.is(x, -0) ? "-0" : String(x)).join(" ")); }
const nums = [0, -0, 1, -1, 2.5, -2.5, 0.5, -0.5, 1e10, -1e10, 2147483647, -2147483648, 4294967296.5, NaN, Infinity, -Infinity, "3.7", null, undefined, true];
for (const n of nums) { show(n, Math.floor(n), Math.ceil(n), Math.trunc(n), Math.abs(n), Math.sqrt(n)); for (const m of nums) show(Math.max(n, m), Math.min(n, m), Math.imul(n, m)); }
const s = "aé☃" + "x".repeat(3), t = s.slice(1, 5), r = s + t + s;
for (const str of [s, t, r, "", "abc", "é"]) { for (let i = -1; i < 8; i++) show(str.charCodeAt(i), str.charCodeAt(i + 0.5)); show(str.charCodeAt("1"), str.charCodeAt(undefined)); }
for (let i = -1; i < 260; i += 13) show(String.fromCharCode(i)); show(String.fromCharCode(8364), String.fromCharCode("65"));
const a = []; for (let i = 0; i < 40; i++) { show(a.push(i)); if (i == 20) a.push("str"); if (i == 25) a.push(1.5); } show(a.join());
const d = []; for (let i = 0; i < 10; i++) d.push(i + 0.5); d.push(1); show(d.join());
const o = { push(v) { return "own" + v; }, floor(v) { return this === o; }, max: Math.min }; for (let i = 0; i < 3; i++) show(o.push(i), o.floor(i), o.max(i, 1));
const like = { length: 2, push: Array.prototype.push }; for (let i = 0; i < 3; i++) show(like.push(i), like.length);
const fr = Object.freeze([1]); for (let i = 0; i < 2; i++) try { fr.push(i); } catch (e) { show(e.message); }
const un = [1]; Object.preventExtensions(un); for (let i = 0; i < 2; i++) try { un.push(i); } catch (e) { show(e.message); }
for (let i = 0; i < 2; i++) try { Symbol().charCodeAt(0); } catch (e) { show(e.message); }
for (let i = 0; i < 2; i++) try { Math.floor(Symbol()); } catch (e) { show(e.message); }
for (const x of [[1,2].length, "abc".length, { length: 5 }.length, function (a, b) {}.length]) show(x);
const arrs = [[1, 2, 3], "four", { length: "x" }, new Array(7), Object.create([1, 2])]; for (const q of arrs) { let n = q.length; show(n); } for (let i = 0; i < 3; i++) try { null.length } catch (e) { show(e.message) }
