const [a, , b = 'def', [c, [d]] = [1, [2]], ...rest] = ['x', 'skip', undefined, undefined, 5, 6];
console.log(a, b, c, d, rest);
let i = 0, j = 1; [i, j] = [j, i]; console.log(i, j);
const [x, y, ...z] = new Set(['s', 't']); console.log(x, y, z);
const [p, q] = 'hé😀'; console.log(p, q);
const [[k, v]] = new Map([['key', 'val']]); console.log(k, v);
const arr = []; [arr[0], arr[2], ...arr.tail] = [...'pqrs']; console.log(arr);
const [] = [1]; const [m = n, n] = [1]; console.log(m, n);
for (const bad of [null, undefined, 5, {}]) try { const [u] = bad; } catch (e) { console.log(e.message); }
console.log(([i, j] = [7, 8, 9]).length, i, j);
