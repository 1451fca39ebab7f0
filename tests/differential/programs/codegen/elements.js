// Element sites over kinds of elements, holes, strings, keys of every type, and stores that change the kind.
const show = (...a) => console.log(a.map(String).join(' '));
function get(o, k) { return o[k]; }
function set(o, k, v) { o[k] = v; return o[k]; }
const arrays = [[1, 2, 3], [1.5, 2, 3], ['a', {}, null], [1, , 3], [, 1.5], new Array(3), [], Object.freeze([7, 8]), 'text', 'é☃', 'a'.repeat(9).slice(2, 5), { 0: 'zero', 1: 'one' }, [true, undefined]];
for (const a of arrays) for (const k of [0, 1, 2, 3, -1, 1.0, 0.5, '1', 'length', 4294967295, null]) show(get(a, k));
for (const v of [5, 2.5, 'str', undefined, NaN, -0, {}.x, true]) {
  for (const a of [[1, 2, 3], [1.5, 2.5], ['a'], [, 1], []]) for (const k of [0, 1, 2, 5, -1, '0']) { set(a, k, v); show(a.length, a); }
}
Array.prototype[1] = 'proto'; show(get([0, , 2], 1), get([0], 1)); const holed = [0, , 2]; set(holed, 1, 'own'); show(holed); delete Array.prototype[1];
const args = (function (a, b) { arguments[0] = 'changed'; return [a, arguments[1], arguments[2], arguments.length].join(); })(1, 2); show(args);
const sparse = []; sparse[1e6] = 1; show(sparse.length, get(sparse, 1e6), get(sparse, 5));
let total = 0; const data = Array.from({ length: 1000 }, (_, i) => i); for (let i = 0; i < data.length; i++) { total += data[i]; data[i] = total; } show(total, data[999]);
