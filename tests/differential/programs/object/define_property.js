const o = {};
Object.defineProperty(o, 'ro', { value: 1 });
Object.defineProperty(o, 'acc', { get() { return 'g'; }, configurable: true, enumerable: true });
o.ro = 2; console.log(o.ro, Object.keys(o), delete o.ro, Object.getOwnPropertyDescriptors(o));
for (const d of [{ value: 2 }, { enumerable: true }, { get() {} }, { writable: true }, { configurable: true }]) try { Object.defineProperty(o, 'ro', d); console.log('ok'); } catch (e) { console.log(e.message); }
Object.defineProperty(o, 'ro', { value: 1, writable: false }); console.log('same is fine');
for (const d of [{ get() {}, value: 1 }, { get: 5 }, 5, { set: 'x' }]) try { Object.defineProperty(o, 'n', d); } catch (e) { console.log(e.message); }
Object.defineProperties(o, { p: { value: 1, enumerable: true }, q: { get: () => 2, enumerable: true } }); console.log(o);
try { Object.defineProperty(1, 'x', {}); } catch (e) { console.log(e.message); }
const a = [1, 2, 3]; Object.defineProperty(a, 'length', { writable: false });
try { 'use strict'; a.push(4); } catch (e) { console.log(e.message); } console.log(a.length);
Object.defineProperty(a, 1, { get: () => 'got' }); console.log(a[1], a.map((x) => x));
