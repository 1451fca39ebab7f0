const fs = [];
for (let i = 0; i < 3; i++) { fs.push(() => i++); }
console.log(fs.map((f) => [f(), f()]));
const gs = [];
for (let i = 0, inc = () => i++; i < 3; inc(), i++) gs.push(() => i);
console.log(gs.length > 0 && gs.slice(0, 3).map((g) => g()).length);
var vs = [];
for (var v = 0; v < 3; v++) vs.push(() => v);
console.log(vs.map((f) => f()));
const hs = [];
for (const k in { a: 1, b: 2 }) hs.push(() => k);
for (const [k, x] of [['c', 3]]) hs.push(() => k + x);
console.log(hs.map((f) => f()));
