function add(a, b) { return a + b; }
let acc = 0;
for (let i = 0; i < 1000; i++) acc = add(acc, i);
console.log(acc);
acc = add(acc, 0.5);
console.log(acc, add('s', 1), add([1], 2), add(null, 1), add(2147483647, 1));
let v = 1;
for (let i = 0; i < 6; i++) { console.log(v, typeof v); v = i === 1 ? v + 0.5 : i === 2 ? v + 'x' : i === 3 ? null : i === 4 ? { toString: () => 'obj' } + '' : v * 2; }
function poly(o) { return o.x; }
const shapes = [{ x: 1 }, { y: 0, x: 2 }, { z: 0, y: 0, x: 3 }, Object.create({ x: 4 }), [1], 'str', { get x() { return 5; } }, new (class { x = 6; })()];
for (let r = 0; r < 3; r++) console.log(shapes.map(poly));
const a = [1, 2, 3];
function sum(arr) { let s = 0; for (let i = 0; i < arr.length; i++) s += arr[i]; return s; }
console.log(sum(a), sum([1.5, 2]), sum(['a', 1]), sum([1, , 2]), sum('123'), sum({ length: 2, 0: 5, 1: 6 }));
a[5] = 9;
console.log(sum(a), a.length);
let big = 2147483640;
for (let i = 0; i < 20; i++) big += 1;
console.log(big);
