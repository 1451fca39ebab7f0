const o = { b: 1, a: 2, 1: 'one' };
console.log(Object.keys(o), Object.values(o), Object.entries(o), Object.assign({}, o, { a: 3 }), Object.fromEntries([['x', 1]]), Object.is(o, o));
console.log(Object.getOwnPropertyDescriptor(o, 'b'), Object.getOwnPropertyNames('ab'), Object.hasOwn(o, 'b'), o.hasOwnProperty('zz'), Object.getPrototypeOf([]) === Array.prototype);
const f = Object.freeze({ a: 1, n: { x: 1 } });
f.a = 2;
f.n.x = 2;
console.log(f, Object.isFrozen(f), Object.isSealed(f), Object.isExtensible(f), Object.isFrozen('x'));
const s = Object.seal({ a: 1 });
s.a = 2;
s.b = 1;
delete s.a;
console.log(s, Object.isSealed(s), Object.isFrozen(s));
const d = Object.defineProperties({}, { x: { value: 1 }, y: { get: () => 'y', enumerable: true } });
console.log(d, d.x, Object.keys(d), Object.getOwnPropertyDescriptors(d));
try { Object.defineProperty(f, 'q', { value: 1 }); } catch (e) { console.log(e.message); }
try { Object.defineProperty({}, 'q', { get() {}, value: 1 }); } catch (e) { console.log(e.message); }
try { Object.setPrototypeOf(Object.preventExtensions({}), {}); } catch (e) { console.log(e.message); }
console.log(Object.create({ p: 1 }, { own: { value: 2, enumerable: true } }).p, Object(1) instanceof Number, {}.toString(), Object.prototype.toString.call(null), [].toString(), Object.prototype.toString.call([]));
console.log(Object.entries([7, 8]), Object.getOwnPropertySymbols({ [Symbol('q')]: 1 }), { a: 1 }.propertyIsEnumerable('a'), Object.prototype.isPrototypeOf.call(Array.prototype, []), Object.keys('ab'));
