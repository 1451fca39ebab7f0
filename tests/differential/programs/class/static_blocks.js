class A {
  static x = 1;
  static { this.y = this.x + 1; const local = 5; A.z = local; }
  static w = this.y * 10;
  static #secret = 3;
  static { A.reveal = () => this.#secret; }
}
console.log(A.x, A.y, A.z, A.w, A.reveal());
const order = [];
class B { static [(order.push('key'), 'k')] = order.push('value'); static { order.push('block'); } [(order.push('instance key'), 'i')] = order.push('instance'); }
new B();
console.log(order);
class C extends A { static { console.log(super.y, this.name); } }
