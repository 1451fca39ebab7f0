function P() { this.own = 1; } P.prototype.inherited = 2; const p = new P(); Object.defineProperty(p, 'hidden', { value: 1 });
const ks = []; for (const k in p) ks.push(k); console.log(ks);
const shadow = Object.create({ a: 1, b: 2 }, { a: { value: 'x', enumerable: false } }); const s = []; for (const k in shadow) s.push(k); console.log(s);
const arr = [1, 2]; arr.extra = 1; Array.prototype.polluted = 1; const t = []; for (const k in arr) t.push(k); delete Array.prototype.polluted; console.log(t);
class A { m() {} x = 1; } const u = []; for (const k in new A()) u.push(k); console.log(u);
var last; for (last in { p: 1, q: 2 }); console.log(last);
const px = new Proxy({ a: 1, b: 2 }, { ownKeys() { return ['b', 'a', 'c']; }, getOwnPropertyDescriptor(t, k) { return { configurable: true, enumerable: k !== 'a', value: 1 }; } }); const v = []; for (const k in px) v.push(k); console.log(v);
