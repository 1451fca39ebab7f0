const a = [1, 2, 3, 4, 5]; console.log(a.splice(1, 2), a, a.splice(-1), a, a.splice(1, 0, 'i', 'j'), a, a.splice(), a.splice(0, Infinity), a, a.splice(undefined));
const b = [0, 1, 2, 3, 4]; console.log(b.slice(1, 3), b.slice(-2), b.slice(), b.slice(3, 1), b.slice(-100, 100), b.slice(null, '2'), b.slice(1.9, 2.9), [1, , 3].slice(1));
console.log(b.concat(5, [6, [7]], 'x', null), [].concat([, 1]), [1].concat({ length: 1, 0: 'sp', [Symbol.isConcatSpreadable]: true }), [].concat(Object.assign([1, 2], { [Symbol.isConcatSpreadable]: false })).length);
console.log(b.toSpliced(1, 2, 'n'), b, b.with(1, 'w'), b.toReversed(), [3, 1, 2].toSorted(), b.at(-1), b.at(9)); try { b.with(9, 1); } catch (e) { console.log(e.name, e.message); }
console.log(Array.prototype.slice.call('str'), Array.prototype.slice.call({ 0: 'a', 1: 'b', length: 2 }), Array.prototype.concat.call(1, 2));
