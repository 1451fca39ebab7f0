// One site that reads a getter of objects of many shapes: inherited from one place or several, own, gone, changed.
class Base { constructor(n) { this.n = n; } get twice() { return this.n * 2; } }
class A extends Base { a = 1; }
class B extends Base { b = 1; }
class C extends Base { c = 1; get twice() { return -super.twice; } }
class D extends Base { get only() { return 'D'; } }
const own = (n) => ({ n, get twice() { return `own ${this.n}`; } });
const other = (n) => ({ m: 1, n, get twice() { return `other ${this.n}`; } });
const data = (n) => ({ n, twice: `data ${n}` });
const sum = (list) => list.map((o) => o.twice);
const twice = (o) => { let last; for (let i = 0; i < 2; i++) last = o.twice; return last; };
const all = () => [new A(1), new B(2), new Base(3), new D(4), own(5), other(6), data(7), new C(8), new A(9), own(10), 'text', 11];
for (let i = 0; i < 3; i++) console.log(sum(all()).join(), all().reverse().map(twice).join());
for (let i = 0; i < 600; i++) for (const o of [own(i), other(i), own(i)]) if (!twice(o).endsWith(i)) console.log('wrong', i);
for (let i = 0; i < 600; i++) for (const o of [new A(i), new B(i), new Base(i), new D(i)]) if (twice(o) !== i * 2) console.log('wrong', i);
Object.defineProperty(Base.prototype, 'twice', { get() { return `changed ${this.n}`; }, configurable: true });
console.log(sum(all()).join(), all().map(twice).join());
delete Base.prototype.twice;
console.log(sum(all()).join(), all().map(twice).join());
Object.prototype.twice = 'inherited';
console.log(sum(all()).join(), all().map(twice).join());
delete Object.prototype.twice;
const only = (o) => o.only;
for (let i = 0; i < 3; i++) console.log(only(new D(1)), only(new A(1)), only({}), only(Object.create(new D(2))));
