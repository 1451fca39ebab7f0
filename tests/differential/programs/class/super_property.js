class A { get v() { return 'A' + this.id; } set v(x) { this.stored = x; } m() { return 'A.m'; } static s() { return 'A.s ' + this.name; } }
class B extends A {
  id = 1;
  get v() { return super.v + 'B'; }
  set v(x) { super.v = x + '!'; }
  m() { return super.m() + ' ' + super['m'](); }
  static s() { return super.s(); }
  setNew() { super.fresh = 5; return Object.keys(this); }
  arrow() { return (() => super.m())(); }
  missing() { return super.nothing; }
  call() { try { super.nothing(); } catch (e) { return e.message; } }
}
const b = new B(); b.v = 'w';
console.log(b.v, b.stored, b.m(), B.s(), b.setNew(), b.arrow(), b.missing(), b.call());
const proto = { hi() { return 'proto ' + this.n; } };
const o = { __proto__: proto, n: 3, hi() { return super.hi() + '+'; } };
console.log(o.hi());
Object.setPrototypeOf(o, { hi() { return 'new proto'; } });
console.log(o.hi());
