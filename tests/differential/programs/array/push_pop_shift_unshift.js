const a = [1]; console.log(a.push(2, 3), a.unshift(0, -1), a, a.pop(), a.shift(), a, [].pop(), [].shift(), a.push(), a.unshift());
const o = { length: 1, 0: 'x' }; console.log(Array.prototype.push.call(o, 'y'), o, Array.prototype.shift.call(o), o);
const q = []; for (let i = 0; i < 1000; i++) q.push(i); let s = 0; while (q.length > 10) s += q.shift() + q.pop(); console.log(s, q);
for (let i = 0; i < 50; i++) q.unshift(-i); console.log(q.length, q[0], q[49], q[50]);
const h = [1, , 3]; h.shift(); console.log(h, 0 in h); h.unshift('u'); console.log(h);
try { Array.prototype.push.call({ length: 2 ** 53 - 1 }, 1); } catch (e) { console.log(e.name); }
