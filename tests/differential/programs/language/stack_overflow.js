function plain(n) { return plain(n + 1) + 1; }
const o = { get g() { return this.g; }, toString() { return `${this}`; } };
const deep = () => { let a = []; for (let i = 0; i < 200000; i++) a = [a]; return JSON.stringify(a); };
const mutual = { a() { return this.b(); }, b() { return this.a(); } };
class C { constructor() { new C(); } }
const attempts = { plain: () => plain(0), getter: () => o.g, conversion: () => `${o}`, json: deep, mutual: () => mutual.a(), construct: () => new C(),
  sort: () => { const f = () => [2, 1].sort(f); f(); }, replace: () => { const f = () => 'x'.replace(/x/, f); f(); },
  map: () => { const f = () => [1].map(f); f(); }, apply: () => { const f = () => f.apply(null, [1]); f(); },
  flat: () => { const a = []; a.push(a); a.flat(Infinity); }, numeric: function f() { return -f(); } };
for (const name of Object.keys(attempts)) {
  try { attempts[name](); console.log(name, 'returned'); } catch (e) { console.log(name, e instanceof RangeError, e.message); }
}
console.log(plain.name, (function ok(n) { return n ? ok(n - 1) : 'fine'; })(5000));
