// structuredClone and DOMException.
const e = new DOMException('msg', 'DataCloneError');
console.log(e.name, e.message, e.code, Object.prototype.toString.call(e), e instanceof Error, String(e));
console.log(Reflect.ownKeys(e), Reflect.ownKeys(DOMException.prototype).map(String).join(), e.stack.split('\n')[0]);
console.log(new DOMException('a', {name: 'X', cause: 5}).cause, new DOMException('a', {name: 'X', cause: 5}).name);
try { DOMException.prototype.name } catch (x) { console.log(x.name, x.message, x.code) }
try { DOMException('a') } catch (x) { console.log(x.name, x.message, x.code) }
console.log(Object.getPrototypeOf(DOMException) === Function.prototype, Object.getPrototypeOf(DOMException.prototype) === Error.prototype);
function t(f) { try { return f(); } catch (e) { console.log(e.name, '|', e.message, '|', e.code, e.constructor.name); } }
t(() => structuredClone(() => 1)); t(() => structuredClone(Symbol('x'))); t(() => structuredClone({a: function foo() {}}));
t(() => structuredClone()); t(() => structuredClone(1, 2)); t(()=>structuredClone(1, {transfer: 5})); t(()=>structuredClone(1, {transfer: [1]})); t(()=>structuredClone(1, null)); t(()=>structuredClone(1, {transfer: null}));
t(()=>structuredClone(1, {transfer: [{}]}));
t(() => structuredClone(new Map([[1, () => 1]]))); t(() => structuredClone([Symbol()])); t(()=>structuredClone(Object(Symbol('q')))); t(() => structuredClone(arguments));
const err = new RangeError('boo', {cause: {a: 1}}); err.extra = 1; const ec = structuredClone(err); console.log(ec instanceof RangeError, ec.message, ec.cause, ec.extra, ec.stack === err.stack, Reflect.ownKeys(ec), Reflect.ownKeys(err));
class My extends Error { constructor(m) { super(m); this.name = 'My'; this.foo = 1; } } const me = structuredClone(new My('z')); console.log(me.name, me.constructor.name, me.message, Reflect.ownKeys(me));
const me2 = Object.assign(new TypeError('q'), {name: 'RangeError'}); console.log(structuredClone(me2).constructor.name, structuredClone(me2).name);
const ag = structuredClone(new AggregateError([1], 'm')); console.log(ag.constructor.name, ag.errors, Reflect.ownKeys(ag));
const noStack = new Error('a'); delete noStack.stack; console.log(Reflect.ownKeys(structuredClone(noStack)));
const sx = new Error('a'); sx.stack = 5; console.log(Reflect.ownKeys(structuredClone(sx)), structuredClone(sx).stack);
const mx = new Error(); mx.message = {toString() { return 'obj' }}; console.log(structuredClone(mx).message);
class P { constructor() { this.a = 1; Object.defineProperty(this, 'h', {value: 2}); } get x() { return 5 } } console.log(structuredClone(new P()), Object.getPrototypeOf(structuredClone(new P())) === Object.prototype);
const o = {get g() { return 'got' }, [Symbol('s')]: 1, d: new Date(5), r: /a(b)/giu, big: 10n, n: null, u: undefined, nan: NaN, z: -0, s: new String('abc'), nn: new Number(4), bb: new Boolean(false), Bi: Object(5n), m: new Map([[{}, new Set([1, 2])]])}; o.self = o; o.r.lastIndex = 3;
const oc = structuredClone(o); console.log(oc, oc.self === oc, oc.r.lastIndex);
const arr = [1,,3]; arr.foo = 'x'; arr.length = 10; console.log(structuredClone(arr), structuredClone(arr).length, 1 in structuredClone(arr));
console.log(structuredClone(new Uint8Array([1, 2, 3])), structuredClone(new DataView(new ArrayBuffer(4), 1, 2)).byteOffset, structuredClone(new Float64Array(new ArrayBuffer(32), 8, 2)).byteOffset);
const rab = new ArrayBuffer(4, {maxByteLength: 8}); const rc = structuredClone(rab); console.log(rc.resizable, rc.maxByteLength);
const tr = new ArrayBuffer(4, {maxByteLength: 8}); const trc = structuredClone(tr, {transfer: [tr]}); console.log(trc.resizable, trc.maxByteLength, tr.byteLength);
console.log(structuredClone.length, structuredClone.name, 'prototype' in structuredClone, Object.getOwnPropertyDescriptor(globalThis, 'structuredClone'));
const order = []; t(() => structuredClone({get a() { order.push('a'); return 1 }, get b() { order.push('b'); return Symbol() }, get c() { order.push('c') }})); console.log(order);
console.log(structuredClone(Object.create({inherited: 1}, {own: {value: 1, enumerable: true}})));
const sparse = []; sparse[5000] = 1; console.log(structuredClone(sparse).length);
console.log(structuredClone(Object.assign(new Map(), {extra: 1})).extra, structuredClone(Object.assign(new Date(1), {extra: 1})).extra);
t(() => structuredClone({a: {b: [() => 'long arrow function text that goes on', 1]}}));
t(() => structuredClone(Object.freeze({})) && Object.isFrozen(structuredClone(Object.freeze({}))) || console.log('not frozen'));
console.log(structuredClone('s'), structuredClone(5n), structuredClone(null), structuredClone(undefined), Object.is(structuredClone(-0), -0));
const d1 = Object.getOwnPropertyDescriptor(globalThis, 'DOMException');
console.log(d1.writable, d1.enumerable, d1.configurable, DOMException.length, DOMException.name, DOMException.DATA_CLONE_ERR);
for (const v of [new WeakMap(), Promise.resolve(), new WeakRef({}), class A {}, (() => arguments)()]) t(() => structuredClone(v));
const moving = new ArrayBuffer(8);
new Uint8Array(moving)[3] = 7;
const arrived = structuredClone({ moving, view: new Uint8Array(moving, 2, 3) }, { transfer: [moving] });
console.log(arrived, moving.byteLength, arrived.view.buffer === arrived.moving);
t(() => structuredClone(moving));
const doubled = new ArrayBuffer(1);
t(() => structuredClone(1, { transfer: [doubled, doubled] }));
const kept = new ArrayBuffer(4);
t(() => structuredClone({ kept, bad: Symbol('bad') }, { transfer: [kept] }));
console.log(kept.byteLength);
class Sub extends DOMException { constructor() { super('sub', 'AbortError'); } }
console.log(new Sub() instanceof Sub, new Sub().code, Object.keys(new Sub()), `${new Sub()}`);
