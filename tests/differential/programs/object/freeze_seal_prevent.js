'use strict';
const t = (f) => { try { f(); console.log('ok'); } catch (e) { console.log(e.message); } };
const f = Object.freeze({ a: 1, n: { x: 1 } }); t(() => { f.a = 2; }); t(() => { f.b = 1; }); t(() => { delete f.a; }); t(() => { f.n.x = 2; }); t(() => Object.setPrototypeOf(f, {}));
const s = Object.seal({ a: 1 }); t(() => { s.a = 2; }); t(() => { delete s.a; }); t(() => { s.c = 1; });
const p = Object.preventExtensions({ a: 1 }); t(() => { delete p.a; }); t(() => { p.a = 1; });
console.log([f, s, p].map((o) => [Object.isFrozen(o), Object.isSealed(o), Object.isExtensible(o)]), Object.isFrozen(5), Object.isFrozen({}), Object.isFrozen(Object.preventExtensions({})));
const a = Object.freeze([1, 2]); t(() => a.push(3)); t(() => { a[0] = 9; }); t(() => { a.length = 0; }); t(() => a.sort()); t(() => a.pop()); console.log(a, a.concat(3), a.slice());
t(() => Object.freeze(function () {}).x = 1); t(() => Object.freeze(new Map()).set(1, 2));
