'use strict';
const { check, attempt, report } = require('./support');

const numbers = () => Array.from({ length: 5000 }, (_, i) => (i * 7919) % 5003);
const count = (a) => new Set(a).size;

for (const at of [1, 17, 4000, 20000]) {
  let left = at;
  const a = numbers();
  class Stop extends Error {}
  attempt(`throws at ${at}`, () => a.sort((x, y) => { if (--left === 0) throw new Stop('enough'); return x - y; }), Stop);
  check(`throws at ${at}: nothing is lost`, count(a), 5000);
}
const odd = {
  'always less': () => -1,
  'always more': () => 1,
  'not a number': () => NaN,
  'undefined': () => undefined,
  'objects': (x, y) => ({ valueOf: () => x - y }),
  'without order': (x, y) => ((x * 31 + y * 17) % 3) - 1,
  'huge': (x, y) => (x - y) * 1e308 * 10,
};
for (const [name, compare] of Object.entries(odd)) {
  const a = numbers();
  a.sort(compare);
  check(`${name}: a permutation`, count(a), 5000);
  check(`${name}: typed`, count(Float64Array.from(numbers()).sort(compare)), 5000);
}
const changes = {
  'empties': (a) => { a.length = 0; },
  'shortens': (a) => { if (a.length) a.length--; },
  'grows': (a) => { if (a.length < 20000) a.push(1, 2, 3); },
  'makes holes': (a) => { delete a[a.length >> 1]; },
  'stores objects': (a) => { a[0] = {}; },
  'stores fractions': (a) => { a[1] = 0.5; },
  'freezes': (a) => { if (a[0] !== 0.25) { a[0] = 0.25; Object.freeze(a); } },
  'makes it sparse': (a) => { a.length = 2 ** 32 - 1; },
  'makes accessors': (a) => { Object.defineProperty(a, 3, { get: () => 1, set() {}, configurable: true }); },
  'sorts': (a) => { if (a.depth === undefined) { a.depth = 1; a.sort(); } },
};
for (const [name, change] of Object.entries(changes)) {
  const a = numbers();
  attempt(`a comparator that ${name}`, () => { a.sort((x, y) => { change(a); return x - y; }); return 0; }, TypeError, 0);
  attempt(`a comparator that ${name}: toSorted`, () => {
    const b = numbers();
    return count(b.toSorted((x, y) => { change(b); return x - y; }));
  }, TypeError, 5000);
}
{
  const buffer = new ArrayBuffer(8 * 3000, { maxByteLength: 8 * 6000 });
  const a = new Float64Array(buffer);
  a.forEach((_, i) => { a[i] = (i * 7919) % 3001; });
  attempt('a comparator that resizes', () => { a.sort((x, y) => { buffer.resize(80); return x - y; }); return a.length; }, TypeError, 10);
  const b = new Float64Array(3000).fill(1);
  attempt('a comparator that detaches', () => { b.sort((x, y) => { if (b.length) b.buffer.transfer(); return x - y; }); return b.length; }, TypeError, 0);
}
{
  let depth = 0;
  const recursive = (x, y) => { depth++; [2, 1].sort(recursive); return x - y; };
  attempt('a comparator that sorts without end', () => [2, 1].sort(recursive), RangeError);
  check('a comparator that sorts without end: went deep', depth > 100, true);
}
attempt('not a function', () => [1].sort({}), TypeError);
check('proxies', new Proxy(numbers(), {}).sort((x, y) => x - y)[4999], 5002);
check('default order of objects that change', count(Array.from({ length: 500 }, (_, i) => ({ toString() { return `${(i * 7) % 501}`; } })).sort()), 500);
check('stability', Array.from({ length: 2000 }, (_, i) => ({ k: i % 3, i })).sort((x, y) => x.k - y.k)
  .every((v, i, all) => i === 0 || all[i - 1].k < v.k || all[i - 1].i < v.i), true);
report();
