// Fields that the constructor assigns at once: what can be seen of the first values, and in which order.
const log = [];
class Point { x = 0; y = 0; constructor(x, y) { this.x = x; this.y = y; } get sum() { return this.x + this.y; } }
class Named extends Point { name; x = 'own'; constructor(n, ...rest) { super(...rest); this.name = n; } }
class Reads { a = 1; b = 2; constructor(v) { this.b = this.a + v; this.a = this.b; this.a = this.a + this.b; } }
class Adds { a = 1; constructor(v) { this.z = v; this.a = v + 1; this.b = v + 2; } }
class Getter { a = 1; get twice() { return this.a * 2; } constructor(v) { this.before = this.twice; this.a = v; this.after = this.twice; } }
class Setter { a = 1; set other(v) { log.push(`other ${this.a} ${v}`); } constructor(v) { this.other = v; this.a = v; this.other = v; } }
class Escapes { a = 1; constructor(v, see) { see(this); this.a = v; see(this); this.self = this; this.a = v + 1; } }
class Secret {
  #x = 1; #y; z = 3;
  constructor(v) { this.#y = v; this.z = this.#x; this.#x = v; }
  show() { return [this.#x, this.#y, this.z].join(); }
}
class Base { constructor() { log.push(`base sees ${Object.keys(this)}`); } }
class Late extends Base { f = 1; constructor(v) { super(); this.f = v; } }
class Throws { a = 1; constructor(v, keep) { this.a = v; if (v > 1) keep(this); if (v === 3) throw new Error(`three ${this.a}`); this.a = -v; } }
class Frozen { a = 1; constructor(v) { this.a = v; Object.freeze(this); try { this.a = 7; } catch (e) { log.push(e.message); } } }
class Computed { ['k' + 1] = 1; k1 = 2; constructor(v) { this.k1 = v; } }
class Function1 { f = () => this.a; a = 1; constructor(v) { this.a = v; } }
const make = {
  point: (i) => new Point(i, i * 2), named: (i) => new Named('n' + i, i, i), reads: (i) => new Reads(i), adds: (i) => new Adds(i),
  getter: (i) => new Getter(i), setter: (i) => new Setter(i), late: (i) => new Late(i), frozen: (i) => new Frozen(i),
  computed: (i) => new Computed(i), function1: (i) => new Function1(i).f(), secret: (i) => new Secret(i).show(),
  escapes: (i) => new Escapes(i, (o) => log.push(`seen ${JSON.stringify(o)}`)).self.a,
};
for (const [name, f] of Object.entries(make))
  for (let i = 0; i < 4; i++) { const v = f(i % 2 ? i : i + 0.5); console.log(name, JSON.stringify(v), v.sum); }
console.log(log.join('\n'));
log.length = 0;

let kept = [];
for (let i = 0; i < 5; i++) {
  try { kept.push(new Throws(i, (o) => kept.push(o))); } catch (e) { console.log(e.message, e.stack.split('\n')[1].trim().replace(/\(.*[/]/, '(')); }
}
console.log(JSON.stringify(kept));

// given up in the middle: the arithmetic runs code; another object is made, and nothing is done twice
class Total { static made = 0; a = 0; b = 0; constructor(v, w) { this.a = v + w; this.b = v * 2; Total.made++; } }
const odd = { valueOf() { log.push('valueOf'); return 4; } };
for (const [v, w] of [[1, 2], ['a', 'b'], [odd, 1], [1n, 2n], [1.5, 2]]) {
  try { const t = new Total(v, w); console.log(typeof t.a, String(t.a), String(t.b), Total.made); } catch (e) { console.log(e.message, Total.made); }
}
console.log(log.join());
// a class that is evaluated again, and new.target with another prototype
const classes = [1, 2].map((n) => class { #tag = n; v = n; constructor(x) { this.#tag = x; this.v = x; } static has(o) { return #tag in o; } });
for (const C of classes) for (const D of classes) console.log(C.has(new D(5)), new D(6).v);
function Other() {}
Other.prototype = { hello: 'there' };
for (let i = 0; i < 3; i++) console.log(Reflect.construct(Point, [i, 1], i ? Other : Point).hello);
