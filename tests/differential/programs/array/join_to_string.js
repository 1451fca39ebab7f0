console.log([1, null, undefined, [2, [3]], {}, ''].join('-'), [].join(), [null].join(), [1, 2].join(undefined), [1, 2].join(null), [, ,].join('x'), [1, 2].join(''), String([1, [2, 3]]), [1.5, -0, NaN, true] + '');
const c = [1]; c.push(c, 2); console.log(c.join(), String([c, [c]])); const p = [1]; const q = [p]; p.push(q); console.log(String(p));
console.log(Array.prototype.join.call({ length: 3, 0: 'a', 2: 'c' }, '+'), Array.prototype.toString.call({ join: () => 'custom' }), Array.prototype.toString.call({}), [1, 2, 3].toLocaleString(), [new Date(NaN)].join());
try { [Symbol()].join(); } catch (e) { console.log(e.message); } try { [Object.create(null)].join(); } catch (e) { console.log(e.message); }

// What isn't joined gets the intrinsic %Object.prototype.toString%.
const objectToString = Object.prototype.toString;
delete Object.prototype.toString;
console.log(Array.prototype.toString.call({ join: 1 }), Array.prototype.toString.call(new Date(0)));
Object.prototype.toString = objectToString;
