class A { constructor() { this.t = new.target.name; } static make() { return new this(); } }
class B extends A {}
console.log(new A().t, new B().t, B.make().t, Reflect.construct(A, [], B).t, Reflect.construct(A, [], B) instanceof B);
class Abstract { constructor() { if (new.target === Abstract) throw new TypeError('abstract'); } }
try { new Abstract(); } catch (e) { console.log(e.message); }
console.log(new (class extends Abstract {})() instanceof Abstract);
function f() { return new.target; }
console.log(f(), new f() instanceof f, f.call({}));
class Fld { x = new.target; } console.log(new Fld().x);
