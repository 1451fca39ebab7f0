// Array patterns over packed arrays, which need no iterator, and what makes them need one.
function attempt(f) {
  try {
    console.log(f());
  } catch (e) {
    console.log(`${e.name}: ${e.message}`);
  }
}
function first3([a, b = 'none', , d]) { return [a, b, d].join(); }
function swap(list, i, j) {
  [list[i], list[j]] = [list[j], list[i]];
  return list.join();
}
function locals(n) {
  let [a, b] = [1, n], c, d;
  [a, b] = [b, a];
  [c = b, d = 5] = [a];
  var [x, y, z] = [c, d, a + b, 'unused'];
  return [a, b, c, d, x, y, z].join();
}
class Own extends Array {}
const inputs = () => [[1, 2, 3, 4], [], [undefined, undefined], [1.5, 2.5], ['a', , 'c', 'd'], [, 1], 'text', new Set([1, 2]), Object.freeze([1, 2]),
  Own.of(1, 2), new Proxy([7, 8], {}), (function () { return arguments; })(1, 2), Object.assign([1, 2], { extra: 1 })];
for (let i = 0; i < 2; i++) {
  console.log(inputs().map(first3).join(' | '));
  console.log(swap([1, 2, 3], 0, 2), swap(['a'], 0, 1), locals(i));
}
for (const v of [null, undefined, 1, {}]) attempt(() => { const [a, b] = v; });

// Order: what is evaluated before what.
const log = [];
const target = (name) => (log.push(name), { set v(x) { log.push(`${name}=${x}`); } });
const t = { a: target('a'), b: target('b') };
[t.a.v, t.b.v] = [log.push('x'), log.push('y')];
console.log(log.join());
let i = 0;
const list = ['p', 'q', 'r'];
[list[i], i, list[i]] = [1, 2, 3];
console.log(list.join(), i);
attempt(() => { const k = 1; let m; try { [m, k] = [5, 6]; } catch (e) { return `${m} ${e.message}`; } });
attempt(() => { [early, late] = [1, 2]; let early, late; });
let a1 = [1, 2], other;
[a1, other] = a1;
console.log(a1, other);
console.log(([other, a1] = [3, 4]).length, other, a1);
for (const [k, v] of Object.entries({ one: 1, two: 2 })) console.log(k, v);
for (const [k, v] of new Map([['m', 1]])) console.log(k, v);
console.log([[1, 2], [3]].map(([p, q = 'q']) => `${p}${q}`).join());

// Iteration that somebody changed.
const iterator = Array.prototype[Symbol.iterator];
Array.prototype[Symbol.iterator] = function () {
  let n = 0;
  const length = this.length;
  return { next: () => (n < length ? { value: `i${n++}`, done: false } : { value: undefined, done: true }), return: () => (log.push('return'), {}) };
};
log.length = 0;
let results = [first3([1, 2, 3, 4]), locals(1), swap([1, 2, 3], 0, 2), log.join()];
Array.prototype[Symbol.iterator] = iterator;
console.log(results.join(' '));
console.log(first3([1, 2, 3, 4]), locals(1), swap([1, 2, 3], 0, 2));
const ArrayIterator = Object.getPrototypeOf([][Symbol.iterator]());
const next = ArrayIterator.next;
ArrayIterator.next = function () { const r = next.call(this); return r.done ? r : { value: [r.value], done: false }; };
results = [first3([1, 2, 3, 4]), locals(1), swap([1, 2, 3], 0, 2)];
ArrayIterator.next = next;
console.log(results.join(' '));
