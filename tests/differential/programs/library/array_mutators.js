const a = [3, 1, 2];
console.log(a.push(4, 5), a.pop(), a.shift(), a.unshift(9, 8), a, a.reverse(), a.splice(1, 2, 'x', 'y', 'z'), a);
console.log(a.splice(-1), a.splice(1), a, [1, 2, 3].fill(0, 1), [1, 2, 3, 4, 5].copyWithin(0, 3), new Array(3).fill().map((_, i) => i));
const h = [1, , 3];
console.log(h.length, h.reverse(), 1 in h, h.push(), h.unshift());
h.length = 1;
console.log(h, (h.length = 5), h, h.indexOf(undefined), h.includes(undefined));
const like = { length: 2, 0: 'a', 1: 'b' };
Array.prototype.push.call(like, 'c');
console.log(like, Array.prototype.pop.call(like), like.length, Array.prototype.join.call('abc', '-'));
const big = [];
big[10] = 'far';
big[5000000] = 'sparse';
console.log(big.length, big.indexOf('sparse'), Object.keys(big));
try { [].length = -1; } catch (e) { console.log(e.name, e.message); }
