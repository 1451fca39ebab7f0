// Small methods, getters and constructors may be copied into their callers: nothing of that can be seen.
class Point {
  #id;
  x = 0;
  y = 0;
  static made = 0;
  constructor(id) {
    this.#id = id;
  }
  static of(x, y) {
    const p = new Point(Point.made);
    p.x = x;
    p.y = y;
    Point.made++;
    return p;
  }
  get id() {
    return this.#id;
  }
  get norm() {
    return this.x * this.x + this.y * this.y;
  }
  get #half() {
    return this.x / 2;
  }
  set #half(v) {
    this.x = v * 2;
  }
  plus(other) {
    return Point.of(this.x + other.x, this.y + other.y);
  }
  shrink() {
    this.#half = this.#half / 2;
    return this;
  }
  owns(v) {
    return #id in v;
  }
  first(list) {
    return list[0];
  }
  move(by) {
    this.x = this.x + by.x;
    this.y = this.y + by.y;
  }
  sameAs(other) {
    return this === other || (this.x == other.x && this.y === other.y);
  }
}

function attempt(f) {
  try {
    return f();
  } catch (e) {
    return `${e.name}: ${e.message} | ${e.stack.split('\n').slice(1, 4).map((l) => l.trim().replace(/[^ (]*[\\/]/, '')).join(' < ')}`;
  }
}
const show = (...values) => console.log(...values.map((v) => (typeof v === 'bigint' ? `${v}n` : v)));

function each(points, f) {
  const seen = [];
  for (let i = 0; i < points.length; i++) seen.push(attempt(() => f(points[i])));
  return seen;
}

// Receivers and operands that aren't what the copy expects.
const log = [];
const odd = [
  Point.of(1, 2), Point.of(1.5, 2n), Point.of('a', 'b'), Point.of(3n, 4n), { x: 1, y: 2, norm: 'own', id: 'own' },
  { get x() { log.push('x'); return 7; }, y: 1 }, new Proxy(Point.of(5, 6), { get(t, k) { log.push(String(k)); return t[k]; } }),
  Object.create(Point.of(8, 9)), null, undefined, 5, 'text', Object.freeze(Point.of(1, 1)),
  { x: { valueOf() { log.push('valueOf'); return 2; } }, y: Symbol.iterator },
];
const plus = (p) => Point.prototype.plus.call(p, { x: 10, y: 20 });
console.log(each(odd, (p) => p.norm));
console.log(each(odd, (p) => p.id));
console.log(each(odd, (p) => { const q = p.plus(p); return `${q.x},${q.y}`; }));
console.log(each(odd, (p) => { const q = plus(p); return `${q.x},${q.y}`; }));
console.log(each(odd, (p) => Point.of(0, 0).owns(p)));
console.log(each(odd, (p) => Point.of(1, 1).sameAs(p)));
console.log(each(odd, (p) => { const q = Point.of(1, 2); q.move(p); return `${q.x},${String(q.y)}`; }));
console.log(each(odd.filter((p) => !Object.isFrozen(p)), (p) => { Point.prototype.shrink.call(p); return p.x; }));
console.log(each(odd, (p) => Point.of(0, 0).first(p)));
console.log(log.join(' '), Point.made);

// What throws half-way has done what it did before, and is where it was.
function halfway() {
  const p = Point.of(1, 2);
  const seen = attempt(() => p.move({ x: 5, y: 1n }));
  return [p.x, p.y, seen];
}
for (let i = 0; i < 3; i++) show(...halfway());

// Other functions of the name, and functions replaced while it runs.
class Third extends Point {
  plus(other) {
    return `third ${super.plus(other).x}`;
  }
  get norm() {
    return -super.norm;
  }
}
function sums(list) {
  let text = '';
  for (const p of list) text += `${typeof p.plus(p) === 'string' ? p.plus(p) : p.plus(p).x} ${p.norm};`;
  return text;
}
const third = new Third(1);
third.x = 4;
const list = [Point.of(1, 1), third, Point.of(2, 2), { plus: () => 'literal', norm: 0 }];
console.log(sums(list));
Point.prototype.plus = function () { return 'replaced'; };
console.log(sums(list));
Object.defineProperty(Point.prototype, 'norm', { get() { return 'other getter'; }, configurable: true });
console.log(sums(list));
Object.defineProperty(Point.prototype, 'norm', { value: 'data' });
console.log(sums(list));
Object.defineProperty(list[0], 'norm', { get: undefined });
console.log(sums(list));

// ECMAScript 5: methods of prototypes, sloppy receivers, defaults, results of no use.
function Counter(start) {
  this.count = start;
}
Counter.prototype.value = function () { return this.count; };
Counter.prototype.add = function (n) { this.count = this.count + n; };
Counter.prototype.kind = function () { return typeof this; };
Counter.prototype.missing = function (a, b) { return b === undefined ? a : b; };
Counter.prototype.pick = function (a) { return a > 2 ? this.count : a === 1 ? null : a; };
Number.prototype.kind = Counter.prototype.kind;
function run(n) {
  const c = new Counter(0);
  const seen = [];
  for (let i = 0; i < n; i++) {
    c.add(i);
    seen.push(c.value(), c.missing(i), c.pick(i), (5).kind(), c.kind());
  }
  c.add('!');
  seen.push(c.value());
  c.add({ toString() { return 'object'; } });
  seen.push(c.value(), attempt(() => c.add(Symbol.iterator)));
  return seen;
}
console.log(run(4));

// Setters on the way of a store, a field that is frozen, a getter that recurses, and one in a loop of try.
class Node {
  #next;
  constructor(next) { this.#next = next; }
  get next() { return this.#next; }
  get depth() { return this.next === null ? 0 : 1 + this.next.depth; }
}
let chain = null;
for (let i = 0; i < 50; i++) chain = new Node(chain);
let length = 0;
for (let at = chain; at !== null; at = at.next) length++;
console.log(length, chain.depth);
const strange = { __proto__: Node.prototype };
console.log(attempt(() => strange.next), attempt(() => strange.depth));
const sealed = Object.freeze(new Counter(1));
console.log(attempt(() => { 'use strict'; sealed.add(1); return sealed.value(); }));
function mixed() {
  const out = [];
  for (const v of [chain, {}, null, strange, { next: 3 }]) {
    try {
      out.push(typeof v.next);
    } catch (e) {
      out.push(e.message);
    } finally {
      out.push('finally');
    }
  }
  return out;
}
console.log(mixed());
