const a = ['x', 'y']; const it = a.entries(); console.log(it.next(), [...it], it.next(), it[Symbol.toStringTag], typeof it[Symbol.iterator], it[Symbol.iterator]() === it);
const v = a.values(); a.push('z'); console.log([...v], v.next()); a.push('late'); console.log(v.next(), Array.prototype[Symbol.iterator] === Array.prototype.values, [...Array(2).keys()], [...[].entries()]);
console.log([...Array.prototype.values.call({ length: 2, 0: 'q' })], Array.prototype.values.call('hi').next()); try { [].values().next.call({}); } catch (e) { console.log(e.message); }
const orig = Array.prototype[Symbol.iterator]; let count = 0; Array.prototype[Symbol.iterator] = function () { count++; return orig.call(this); }; const [p] = [1]; const s = [...[1, 2]]; for (const x of [1]); Array.prototype[Symbol.iterator] = orig; console.log(count >= 3, p, s);
console.log(Object.keys(Array.prototype[Symbol.unscopables]).sort().join());
