const stable = [['b', 1], ['a', 1], ['c', 0], ['d', 1]].sort((x, y) => x[1] - y[1]);
console.log(stable.map((e) => e[0]).join(''));
console.log([10, 9, 1, 2].sort(), [10, 9, 1, 2].sort((a, b) => a - b), ['b', undefined, 'a', , 'c'].sort(), [true, false].sort(), [3, -0, 0, NaN, -1].sort());
const numbers = [];
let seed = 42;
for (let i = 0; i < 2000; i++) { seed = (seed * 1103515245 + 12345) & 0x7fffffff; numbers.push(seed % 1000); }
const sorted = numbers.slice().sort((a, b) => a - b);
let ok = true;
for (let i = 1; i < sorted.length; i++) ok = ok && sorted[i - 1] <= sorted[i];
console.log(ok, sorted[0], sorted[1999], numbers.slice().sort().slice(0, 5), numbers.sort((a, b) => b - a)[0]);
try { [2, 1].sort(() => { throw new Error('cmp'); }); } catch (e) { console.log(e.message); }
try { [1].sort('no'); } catch (e) { console.log(e.message); }
console.log([5, 1, 4].sort(() => 0), ['é', 'e', 'z', 'a'].sort(), ['B', 'a', 'C'].sort((a, b) => a.toLowerCase() < b.toLowerCase() ? -1 : 1));
