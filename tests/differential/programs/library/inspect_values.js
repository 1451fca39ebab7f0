class Foo { constructor() { this.x = 1; this.self = this; } }
console.log([1.0, -0, 'str', "it's", null, undefined, true, Symbol('s')], { a: { b: { c: { d: 1 } } } }, new Foo(), [[[[1]]]], [undefined, , 3]);
console.log(new Map([[{ k: 1 }, new Set([1])]]), new WeakMap(), [new Date(0)], /re/g, [function named() {}, () => {}, class K {}, class L extends Foo {}], Object.create(null), Object.create({ z: 1 }));
console.log([1, 2, 3].keys(), new Map([[1, 2]]).entries(), Promise.resolve(4), Promise.reject(5).catch(() => {}) && 0, new Proxy({ a: 1 }, {}), globalThis === global);
console.log({ 'key with space': 1, valid_id: 2, 3: 4, [Symbol('sym')]: 5, get g() { return 1; }, set s(v) {}, get gs() { return 1; }, set gs(v) {}, f() {}, nested: [{ deep: { er: 1 } }] });
console.log('a'.repeat(200).length, ['a'.repeat(80)], Array.from({ length: 120 }, (_, i) => i), 'top %s %d %j %o', 'level');
console.log('%s is %d years and %i, %f, %j %o %O %%', 'Bob', 42.5, 42.9, '1.5', { a: 1 }, [1], { b: { c: {} } }, 'extra', { x: 1 });
console.log(new Error('shown').message, [new Error('in array').message], Object.assign(() => {}, { prop: 1 }), new (class extends Map {})([[1, 2]]), [new Number(1), new String('s'), new Boolean(false), Object(Symbol('w'))]);
console.log({ long: 'x'.repeat(60), another: 'y'.repeat(30) }, [['nested', ['arrays', ['are', ['deep']]]]], { a: [], b: {}, c: new Map(), d: new Set(), e: '' }, [''], [null], -0, [-0]);
console.log(Array(5), [1, , , 4], Object.assign([1, 2], { extra: 'prop', '-1': 'neg' }), [,'x'], { undefined: undefined, null: null });
console.log([process.version].length, { toString() { return 'custom'; } }, `${{ toString: () => 'T' }}`, [{ a: 1, b: 2, c: 3 }, { a: 4, b: 5, c: 6 }], 'multi\nline', ['multi\nline']);
