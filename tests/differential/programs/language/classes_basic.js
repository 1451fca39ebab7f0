class P {
  constructor(x, y) { this.x = x; this.y = y; }
  get sum() { return this.x + this.y; }
  set sum(v) { this.x = v; this.y = 0; }
  static origin() { return new P(0, 0); }
  plus(o) { return new this.constructor(this.x + o.x, this.y + o.y); }
  ['computed' + 1]() { return 'c1'; }
  static get tag() { return 'T' + this.name; }
}
class Q extends P {
  constructor(...args) { super(...args); this.z = 9; }
  get sum() { return super.sum + this.z; }
  plus(o) { const r = super.plus(o); r.extra = true; return r; }
  static origin() { return [super.origin(), this.name]; }
}
const q = new Q(1, 2);
console.log(q.sum, q.plus(q), Q.origin(), q.computed1(), Q.tag, P.tag);
q.sum = 5;
console.log(q.x, q.y);
const E = class Named { who() { return Named.name; } };
console.log(new E().who(), E.name, typeof Named);
class Empty {}
class Derived extends Empty {}
console.log(new Derived() instanceof Empty, Object.getOwnPropertyNames(Derived.prototype), Derived.prototype.constructor === Derived);
class Arr extends Array { last() { return this[this.length - 1]; } }
const a = Arr.from([1, 2, 3]);
console.log(a.last(), a.length, a.map((x) => x * 2) instanceof Arr, a, Array.isArray(a));
class MyError extends Error { constructor(m) { super(m); this.name = 'MyError'; } }
try { throw new MyError('bad'); } catch (e) { console.log(e instanceof MyError, e instanceof Error, String(e), e.stack.split('\n')[0]); }
class N extends null { static s() { return 's'; } }
console.log(N.s(), Object.getPrototypeOf(N.prototype));
const mixin = (B) => class extends B { mixed() { return 'mixed'; } };
console.log(new (mixin(P))(1, 2).mixed(), mixin(P).name);
console.log(Object.getOwnPropertyDescriptor(P.prototype, 'plus').enumerable, P.prototype.hasOwnProperty('sum'));
try { P.prototype.constructor.call({}); } catch (e) { console.log(e.message); }
