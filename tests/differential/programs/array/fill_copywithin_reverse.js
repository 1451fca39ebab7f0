console.log([1, 2, 3].fill(0), [1, 2, 3].fill(9, 1), [1, 2, 3].fill(9, -1), Array(3).fill(), [1, 2, 3].fill('x', 1, 2), [1, 2, 3, 4, 5].copyWithin(0, 3), [1, 2, 3, 4, 5].copyWithin(1, 0, 3), [1, , 3].copyWithin(0, 1), [1, 2, 3].reverse(), [1, , 3, 4].reverse(), [].reverse());
const o = { length: 2, 0: 'a', 1: 'b' }; console.log(Array.prototype.reverse.call(o), Array.prototype.fill.call({ length: 2 }, 7)); const shared = Array(2).fill([]); shared[0].push(1); console.log(shared);
const d = [1.5, 2.5]; d.fill(1); d[0] = 'mix'; console.log(d, [-0].fill(-0), Array.from({ length: 3 }).fill(NaN));
