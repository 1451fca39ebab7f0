const seen = []; [1, , 3].forEach(function (v, i, arr) { seen.push([v, i, arr.length, this.k]); }, { k: 't' }); console.log(seen);
const a = [1, 2, 3]; console.log(a.map((x, i) => { if (i === 0) { a.push(9); a[1] = 'changed'; delete a[2]; } return x; }), a);
console.log([1, , 3].map((x) => x * 2), [3, , 1].filter(() => true), ['1', '2', '3'].map(parseInt), [1, 2, 3].map(String), [0, 1, '', null, 'a'].filter(Boolean));
console.log([1, 2, 3, 4].reduce((s, x, i, arr) => s + x * i + arr.length), [[1], [2]].reduceRight((acc, x) => acc.concat(x)), [5].reduce(() => 'never'), [].reduce((a, b) => a, 'init'), [, 2, , 3].reduce((x, y) => x * y));
try { [].reduce((x) => x); } catch (e) { console.log(e.message); } try { [, ,].reduceRight((x) => x); } catch (e) { console.log(e.message); }
console.log([1, 2, 3].forEach((x) => x), [[1, 2], [3]].flatMap((x) => x), [1, 2].flatMap((x) => [x, [x]]), ['a b', 'c'].flatMap((s) => s.split(' ')));
try { [1, 2, 3].forEach((x) => { if (x === 2) throw new Error('stop at ' + x); }); } catch (e) { console.log(e.message); }
