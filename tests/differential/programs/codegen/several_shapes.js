// One place of access, objects of several classes: caches of further shapes, super properties, small arrays, walks of arrays.
class Base {
  #tag;
  constructor(tag) {
    this.name = 'base';
    this.count = 0;
    this.#tag = tag;
  }
  bump(by) {
    this.count += by;
    return this.count;
  }
  get tag() {
    return this.#tag;
  }
  set tag(v) {
    this.#tag = v;
  }
  hello() {
    return `${this.name}:${this.count}`;
  }
}
const classes = [Base];
for (let i = 0; i < 7; i++) {
  const Parent = classes[i >> 1];
  classes.push(class extends Parent {
    constructor(tag) {
      super(tag);
      this[`own${i}`] = i;
      if (i === 3) this.late = true;
    }
    hello() {
      return `${super.hello()}/${i}`;
    }
  });
}
const objects = classes.map((C, i) => new C(i));
objects.push({ count: 5, name: 'literal' }, { name: 'swapped', count: 6 }, { get count() { return 7; }, set count(v) {}, name: 'accessor' },
  Object.freeze({ name: 'frozen', count: 8 }), Object.create(objects[2]));

function walk(rounds) {
  let sum = 0;
  for (let r = 0; r < rounds; r++) {
    for (const o of objects) {
      sum += o.count;
      o.count = o.count + 1;
      sum += Base.prototype.bump.call(Object.isFrozen(o) ? objects[0] : o, 2);
    }
  }
  return sum;
}
console.log(walk(5), walk(300), objects.map((o) => o.count).join());
for (let r = 0; r < 60; r++) for (let i = 0; i < 8; i++) objects[i].tag = [objects[i].tag, r][r & 1 ? 0 : 0];
console.log(objects.slice(0, 8).map((o) => `${o.tag}${o.hello()}`).join(' '));
// Shapes die, others take their place.
function shortLived(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const o = { a: i };
    o[`k${i % 50}`] = 1;
    o.b = i;
    o.b = o.b + o.a;
    sum += o.b;
  }
  return sum;
}
console.log(shortLived(3000));

// super: inherited, accessors, replaced methods and prototypes, missing ones.
const A = { who() { return 'A'; }, get self() { return this.id; }, data: 1 };
const B = { __proto__: A, id: 'B', who() { return `B${super.who()}${super.self}${super.data}${super.nothing}`; } };
const C = { __proto__: B, id: 'C', who() { return `C${super.who()}`; }, put(v) { super.data = v; return super.data; } };
const heard = [];
for (let i = 0; i < 12; i++) {
  if (i === 3) A.who = () => 'new A';
  if (i === 5) Object.setPrototypeOf(B, { who: () => 'other', self: 'own self', __proto__: A });
  if (i === 7) B.who = function () { return 'plain B'; };
  if (i === 8) Object.defineProperty(B, 'who', { get() { return () => `got for ${this.id}`; }, configurable: true });
  if (i === 9) delete B.who;
  if (i === 10) Object.setPrototypeOf(C, null);
  try {
    heard.push(C.who());
  } catch (e) {
    heard.push(e.message);
  }
}
console.log(heard, B.nothing);
Object.setPrototypeOf(C, B);
console.log(C.put(4), A.data, C.data, Object.keys(C).join());
class Counter {
  static made = 0;
  static make() { this.made++; return this.made; }
  add(n) { return n + 1; }
}
class Double extends Counter {
  static make() { return super.make() * 10 + super.made; }
  add(n) { return super.add(super.add(n)); }
}
let total = 0;
for (let i = 0; i < 40; i++) total += Double.make() + new Double().add(i);
console.log(total, Counter.made, Double.made);

// Array literals of every mixture.
const f = (a, b, c) => [[a, b, c], [c], [a, , c], [b, a], [a, a, b, b, c, c, a, b, c]];
for (let r = 0; r < 3; r++)
  for (const v of [1, 1.5, -0, 'text', undefined, null, {}, NaN, 2n, 1e300]) {
    const made = f(v, 2, v);
    made[0].push(0.5, 'end', 7);
    made[1][0] = 0.25;
    made[3][1] = made[3][0] * 0.5;
    if (r === 2) console.log(made.map((a) => a.map((x) => (Object.is(x, -0) ? '-0' : String(x))).join('|')).join('  '), 1 in made[2]);
  }

// Walks of arrays that change under them.
function changing(list, step) {
  const seen = [];
  for (const v of list) {
    seen.push(v);
    step(list, v);
    if (seen.length > 12) break;
  }
  return seen.join();
}
console.log(changing([1, 2, 3], (l, v) => v < 3 && l.push(v * 10)));
console.log(changing([1, 2, 3, 4], (l) => l.pop()));
console.log(changing([1, 2, 3, 4], (l, v) => v === 2 && (l.length = 0)));
console.log(changing([1, 2, 3, 4], (l, v) => v === 1 && delete l[2]));
console.log(changing([1, 2, 3], (l, v) => v === 1 && Object.freeze(l)));
console.log(changing([1, 2, 3], (l, v) => v === 1 && (l[100000000] = 'far', l.length = 4)));
console.log(changing([1.5, 2.5], (l, v) => v === 1.5 && (l[1] = 'text')));
console.log(changing('a\u{1F600}b', () => {}), changing(new Set([1, 2]), (s, v) => v < 3 && s.add(v + 1)));
