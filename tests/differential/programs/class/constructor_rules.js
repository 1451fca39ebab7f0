const attempt = (f) => { try { console.log(f()); } catch (e) { console.log(e.name + ': ' + e.message); } };
class A {} class B extends A { constructor() {} } class C extends A { constructor() { super(); super(); } }
class D extends A { constructor() { return 1; } } class E extends A { constructor() { this.x = 1; super(); } } class F extends A { constructor() { return { r: 1 }; } }
attempt(() => A()); attempt(() => new B()); attempt(() => new C()); attempt(() => new D()); attempt(() => new E()); attempt(() => new F());
attempt(() => { class X extends null {} new X(); });
attempt(() => { class X extends 5 {} });
attempt(() => { class X extends (() => {}) {} });
attempt(() => { const f = function () {}; f.prototype = 3; class X extends f {} });
attempt(() => { class X extends null { static s = 1; } return [X.s, Object.getPrototypeOf(X.prototype), Object.getPrototypeOf(X) === Function.prototype]; });
attempt(() => new (class { constructor() { return 1; } })());
attempt(() => { class Y { static ['proto' + 'type']() {} } });

// The fields of a base class are defined before the parameters are bound.
{
  const order = [];
  class Base {
    field = order.push('field');
    constructor(a = order.push('default'), [] = order.push('pattern')) {}
  }
  try { new Base(); } catch (error) { console.log(order, error.name); }
  class Seen { #x = 1; y = 2; constructor(a = [this.#x, this.y]) { console.log(a); } }
  new Seen();
  class Thrown { f = (() => { throw new Error('field'); })(); constructor(a = console.log('never')) {} }
  try { new Thrown(); } catch (error) { console.log(error.message); }
}
