class T {
  static items = [];
  static add(x) { this.items.push(x); return this; }
  static get size() { return this.items.length; }
}
T.add(1).add(2);
console.log(T.size, T.items, Object.keys(T));
class U extends T {}
U.add(3);
console.log(T.size, U.items === T.items, Object.hasOwn(U, 'items'));
class V { a = 1; b = this.a + 1; ['c' + this?.constructor?.name] = 3; static x = 1; static y = V.x + 1; static { V.z = V.y + 1; } }
console.log(new V(), V.x, V.y, V.z);
class W extends V { a = 10; d = super.toString === Object.prototype.toString; e = () => this.a; }
console.log(new W().b, new W().d, new W().e.call(null));
