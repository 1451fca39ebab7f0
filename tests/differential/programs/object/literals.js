const x = 1, k = 'key';
const o = { x, [k + x]: 2, 'a b': 3, 1: 'one', 1.5: 'onehalf', 0x10: 'hex', get g() { return this.x; }, set g(v) { this.x = v; }, m() { return 'm'; }, if: 'reserved', async: 1, get: 2, set: 3, static: 4 };
console.log(o, o.g, (o.g = 5), o.x, o.if, Object.keys(o));
console.log({ __proto__: { p: 1 } }.p, Object.keys({ __proto__: null, a: 1 }), { ['__proto__']: 1 }, { '__proto__': Array.prototype } instanceof Array);
const __proto__ = 7; console.log(Object.keys({ __proto__ }));
console.log({ a: 1, a: 2, get a() { return 3; } }.a, { ...null, ...undefined, ...'hi', ...[9], ...{ get z() { return 'got'; } } });
console.log({ b: 1, 2: 1, a: 1, 1: 1, [Symbol.iterator]: 1 });
