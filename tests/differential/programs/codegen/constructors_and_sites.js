// Construction and property sites through all the ways of an inline cache.
class Base { constructor(a) { this.a = a; this.b = a + 1; } sum() { return this.a + this.b; } get twice() { return this.sum() * 2; } }
class Derived extends Base { constructor(a) { super(a); this.c = a + 2; } sum() { return super.sum() + this.c; } }
class Fields extends Derived { d = 4; e = this.d + 1; ['f' + 1] = 6; #g = 7; get g() { return this.#g; } sum() { return super.sum() + this.d + this.e + this.#g; } }
class Implied extends Fields {}
class Late extends Base { constructor(a) { super(a); if (a % 2) this.odd = true; this.z = a; } }
const classes = [Base, Derived, Fields, Implied, Late];
let total = 0;
for (let i = 0; i < 3000; i++) {
  const o = new classes[i % classes.length](i);
  total += o.sum() + o.twice + o.a;
  o.a = i & 7;
  total += o.a;
}
console.log(total, Object.keys(new Implied(1)), new Late(3), new Late(2));

// A constructor that returns an object, throws, or has its prototype replaced.
function Maybe(n) { this.n = n; if (n === 3) return { n: 'other' }; if (n === 4) return 4; if (n === 5) throw new RangeError('five'); }
function make(n) { try { return new Maybe(n); } catch (e) { return e; } }
for (let n = 0; n < 7; n++) { const o = make(n); console.log(o.n, o instanceof Maybe, o.message); }
Maybe.prototype = { kind: 'replaced' };
console.log(make(1).kind, make(1) instanceof Maybe);
Maybe.prototype = 5;
console.log(Object.getPrototypeOf(make(1)) === Object.prototype);
console.log(Reflect.construct(Base, [1], Array) instanceof Array, Array.isArray(Reflect.construct(Base, [1], Array)));
console.log(new (class extends Array { constructor(n) { super(n); this.tag = n; } })(3));
console.log(new (class extends Error { constructor(m) { super(m); this.code = 1; } })('m').code);

// A site sees many shapes, accessors, absent and inherited properties, and primitives.
function read(o) { return o.p; }
function write(o, v) { 'use strict'; o.p = v; }
const proto = { p: 'inherited' };
const objects = [{ p: 1 }, { a: 1, p: 2 }, { b: 1, p: 3 }, { c: 1, p: 4 }, { d: 1, p: 5 }, { e: 1, p: 6 }, { f: 1, p: 7 },
  Object.create(proto), {}, { get p() { return 'got'; }, set p(v) { this.seen = v; } }, 'text', 5, Object.freeze({ p: 'frozen' })];
for (let round = 0; round < 40; round++) {
  let line = '';
  for (const o of objects) {
    line += read(o) + ' ';
    try { write(o, round + 0.5); } catch (e) { if (round === 0) console.log(e.message); }
  }
  if (round === 0 || round === 39) console.log(line);
  if (round === 20) proto.p = 'changed';
}
console.log(objects[9].seen, objects[7], Object.keys(objects[8]));
const many = [];
for (let i = 0; i < 300; i++) { const o = { ['k' + i]: 0 }; o.p = i; many.push(o); }
let seen = 0;
for (let round = 0; round < 5; round++) for (const o of many) { seen += read(o); write(o, o.p + 1); }
console.log(seen);

// Setters found on the way, methods replaced, and a getter that changes its object.
class Watched { set p(v) { this.stored = v * 2; } get q() { delete this.stored; return 'q'; } m() { return 1; } }
const w = new Watched();
function drive(o, n) { let s = 0; for (let i = 0; i < n; i++) { o.p = i; s += o.stored; if (i % 10 === 9) o.q; s += o.m(); } return s; }
console.log(drive(w, 100));
Watched.prototype.m = function () { return 100; };
console.log(drive(w, 100));
w.m = () => 1000;
console.log(drive(w, 100));

// Fields are defined, not assigned.
class Setting { set x(v) { throw new Error('set'); } }
class Defines extends Setting { x = 1; y; }
for (let i = 0; i < 3; i++) console.log(new Defines());
class Frozen { constructor() { Object.freeze(this); } }
class OnFrozen extends Frozen { x = 1; }
for (let i = 0; i < 2; i++) try { new OnFrozen(); } catch (e) { console.log(e.constructor.name, e.message); }
class Returns { constructor(o) { return o; } }
class Stamps extends Returns { x = 1; y = 2; }
const target = { y: 'old' };
new Stamps(target); new Stamps(target);
console.log(target, new Stamps([1]));

// Doubles, integers and others in one property; roots of numbers of either kind.
function accumulate(o, values) { for (let i = 0; i < values.length; i++) { o.x += values[i]; o.r = Math.sqrt(values[i] * values[i]); o.f = Math.floor(values[i] / 2) + Math.ceil(values[i] * 0.5) + Math.trunc(values[i] - 0.5); } return o; }
console.log(accumulate({ x: 0, r: 0, f: 0 }, [1, 2.5, -3, 1e10, 0.1]), accumulate({ x: 0.5 }, [NaN]), accumulate({ x: '' }, [1, -0, 2.5]));
console.log(Math.sqrt(-1), Object.is(Math.sqrt(-0), -0), Math.sqrt(1e300 * 1e300), Math.sqrt(16));
