const { a, b: { c = 5, ...inner } = {}, ...rest } = { a: 1, b: { d: 2, e: 3 }, f: 4, g: 5 };
console.log(a, c, inner, rest);
const key = 'dyn'; const { [key]: v, [`${key}2`]: w = 'def', 'quoted-key': q, 0: zero } = { dyn: 1, 'quoted-key': 2, 0: 'z' };
console.log(v, w, q, zero);
let x = 1, y = 2; ({ x: y, y: x } = { x, y }); console.log(x, y);
const o = {}; ({ p: o.first, q: o['sec' + 'ond'], r: [o.third] } = { p: 1, q: 2, r: [3] }); console.log(o);
const { length, 0: first } = 'hey'; console.log(length, first);
const { toFixed } = 5; console.log(typeof toFixed);
for (const bad of [null, undefined]) try { const { z } = bad; } catch (e) { console.log(e.message); }
try { const {} = null; } catch (e) { console.log(e.message); }
try { (({ k: { l } }) => l)({}); } catch (e) { console.log(e.message); }
