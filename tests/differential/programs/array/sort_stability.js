const people = Array.from({ length: 40 }, (_, i) => ({ i, k: i % 4 })); people.sort((a, b) => a.k - b.k); console.log(people.map((p) => p.i).join());
console.log([3, 20, 100].sort(), ['b', 'a', 'C', 'é', 'Z'].sort(), [3, undefined, 1, , 2].sort(), [true, false, null, 'a', 5].sort(), [-1, -2, 5, 10].sort(), [3, 1, 2].sort((a, b) => b - a), [2, 1].sort(undefined));
console.log([5, 1, 4].sort(() => 0), [1, 2, 3].sort(() => -1), ['10', 9, '1'].sort((a, b) => a - b), [NaN, 1, -Infinity].sort(), [0, -0].sort().map((x) => Object.is(x, -0)));
try { [1, 2].sort(5); } catch (e) { console.log(e.message); } try { [2, 1].sort(() => { throw new Error('in compare'); }); } catch (e) { console.log(e.message); }
const r = Array.from({ length: 200 }, (_, i) => (i * 7919) % 211); console.log(r.sort((a, b) => a - b).every((x, i, s) => !i || s[i - 1] <= x), Array.prototype.sort.call({ length: 3, 0: 'c', 1: 'a', 2: 'b' }));
console.log([1, 2, 3].sort((a, b) => ({ valueOf: () => b - a })), [1, 2, 3].sort((a, b) => (a < b ? '1' : -1)), ['a', 'B'].sort((x, y) => x.localeCompare(y)));
