function f({ a = 1, b: [c, d = 4] = [3] } = {}, ...[e, { g } = { g: 'G' }]) { return [a, c, d, e, g]; }
console.log(f(), f({ a: 9, b: [8] }, 7, { g: 6 }), f.length);
for (const { id, tags: [t = 'none'] } of [{ id: 1, tags: [] }, { id: 2, tags: ['x'] }]) console.log(id, t);
for (const [k, { v }] of Object.entries({ p: { v: 1 }, q: { v: 2 } })) console.log(k, v);
for (let [i, n] = [0, 2]; i < n; i++) console.log(i, n);
const swap = ([a, b]) => [b, a]; console.log(swap([1, 2]));
try { throw { code: 5, info: ['i'] }; } catch ({ code, info: [i] }) { console.log(code, i); }
for (var { length } of ['ab', 'cde']) console.log(length);
const o = {}; for (o.k in { z: 1 }); for ([o.first] of [['F']]); console.log(o);
