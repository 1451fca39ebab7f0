function getX(o) { return o.x; }
function setX(o, v) { o.x = v; return o; }
class A { get x() { return 'getter'; } set x(v) { this.stored = v; } }
const makers = [() => ({ x: 1 }), () => ({ y: 1, x: 2 }), () => Object.create({ x: 'proto' }), () => new A(), () => [], () => Object.freeze({ x: 'frozen' }), () => Object.assign(Object.create(null), { x: 5 }), () => function x() {}, () => new Proxy({ x: 'px' }, {})];
for (let round = 0; round < 3; round++) for (const m of makers) { const o = m(); const before = getX(o); setX(o, round); console.log(before, getX(o), Object.keys(o).join()); }
const proto = { v: 1 };
const child = Object.create(proto);
const readV = (o) => o.v;
console.log(readV(child), readV(child));
proto.v = 2;
console.log(readV(child));
child.v = 3;
console.log(readV(child), delete child.v, readV(child));
Object.setPrototypeOf(child, { v: 'new proto' });
console.log(readV(child));
Object.defineProperty(proto, 'v', { get: () => 'accessor' });
console.log(readV(Object.create(proto)));
function Ctor(a, b) { this.a = a; this.b = b; if (a > 1) this.c = a + b; }
const list = [new Ctor(1, 2), new Ctor(2, 3), new Ctor(3, 4)];
console.log(list.map((o) => o.a + (o.c || 0) + o.b), list);
Ctor.prototype.late = function () { return this.a; };
console.log(list.map((o) => o.late()));
String.prototype.shout = function () { return this.toUpperCase() + '!'; };
Number.prototype.twice = function () { return this * 2; };
console.log('abc'.shout(), (21).twice(), 'x'.length, 'x'[0], (5).missing, true.constructor.name);
for (const v of ['a', 1, true, Symbol('s')]) console.log(typeof v.toString, v.nope);
const dict = {};
for (let i = 0; i < 300; i++) dict['key' + (i % 150)] = i;
console.log(Object.keys(dict).length, dict.key0, dict.key149, getX(dict), setX(dict, 1).x);
