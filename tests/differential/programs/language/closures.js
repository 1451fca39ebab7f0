function counter() {
  let n = 0;
  return { inc: () => ++n, dec: () => --n, get value() { return n; } };
}
const a = counter(), b = counter();
a.inc(); a.inc(); b.dec();
console.log(a.value, b.value);
const fs = [];
for (let i = 0; i < 3; i++) fs.push(() => i++);
console.log(fs.map((f) => f()), fs.map((f) => f()));
const gs = [];
for (var j = 0; j < 3; j++) gs.push(() => j);
console.log(gs.map((g) => g()));
const hs = [];
for (const k of ['a', 'b']) hs.push(() => k);
for (const k in { x: 1, y: 2 }) hs.push(() => k);
console.log(hs.map((h) => h()).join());
let w = 0;
const ws = [];
while (w < 3) { const c = w * w; ws.push(() => c + w); w++; }
console.log(ws.map((f) => f()));
const fact = function f(n) { return n < 2 ? 1 : n * f(n - 1); };
console.log(fact(20), (function () { return typeof fact; })());
function outer(a) { return function (b) { return function (c) { return a + b + c; }; }; }
console.log(outer(1)(2)(3));
