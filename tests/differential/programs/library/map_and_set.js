const m = new Map([['a', 1], [NaN, 'nan'], [0, 'zero']]);
m.set('b', 2).set(-0, 'minus zero');
console.log(m.size, m.get(NaN), m.get(0), m.has('x'), m.delete('a'), m.delete('a'), [...m], [...m.keys()], [...m.values()]);
m.forEach((v, k, self) => console.log(k, v, self === m));
for (const [k] of m) { if (k === 'b') m.delete('b'), m.set('new', 1); console.log(k); }
const s = new Set([1, 2, 2, '2', NaN, NaN]);
console.log(s.size, s.has(NaN), s.add(3) === s, [...s], s, m);
console.log(new Set('hello').size, [...new Set([3, 1, 3])], new Map(Object.entries({ x: 1 })), Object.fromEntries(m));
const big = new Map();
for (let i = 0; i < 1000; i++) big.set('k' + i, i).set(i, 'k' + i);
for (let i = 0; i < 1000; i += 3) big.delete(i);
let t = 0;
for (const [k, v] of big) if (typeof k === 'number') t += k;
console.log(big.size, t, big.get(500), big.get('k999'), big.clear(), big.size);
const w = new WeakMap(), key = {};
w.set(key, 1);
console.log(w.get(key), w.has({}), new WeakSet([key]).has(key));
try { w.set(1, 2); } catch (e) { console.log(e.message); }
try { Map(); } catch (e) { console.log(e.message); }
try { new Map([1]); } catch (e) { console.log(e.message); }
