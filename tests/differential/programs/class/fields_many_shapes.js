// The same field and private name sites with many shapes of objects, and several evaluations of their class.
function attempt(f) {
  try {
    console.log(f());
  } catch (e) {
    console.log(`${e.name}: ${e.message}`);
  }
}

// A class factory: each evaluation has private names of its own at the same sites.
const make = (tag) => class {
  #a = tag;
  b = [tag];
  #c;
  static get(o) { return o.#a; }
  static set(o, v) { o.#a = v; return o.#a; }
  static has(o) { return #a in o; }
  static both(o) { o.#c = o.#a + 1; return o.#c; }
};
const classes = [1, 2, 3, 4, 5, 6, 7].map(make);
for (let round = 0; round < 3; round++) {
  let line = '';
  for (const C of classes) {
    const o = new C(), other = new classes[(classes.indexOf(C) + 1) % classes.length]();
    line += `${C.get(o)},${C.set(o, C.get(o) * 10)},${C.has(o)},${C.has(other)},${C.both(o)},${Object.keys(o)} `;
  }
  console.log(line);
}
attempt(() => classes[0].get(new classes[1]()));
attempt(() => classes[0].set(new classes[1](), 1));
attempt(() => classes[0].set(null, 1));
attempt(() => classes[0].get(undefined));
attempt(() => classes[0].has('text'));

// Subclasses: a base class's fields on objects of many prototypes, from in-line to overflowing slots.
class Base {
  p = 1;
  #q = 2;
  r = 'r';
  sum() { return this.p + this.#q; }
  bump() { this.#q++; return this; }
  static is(o) { return #q in o; }
}
const subs = [Base];
for (let i = 0; i < 9; i++) {
  subs.push(class extends subs[subs.length - 1] {
    ['x' + i] = i;
    y = i;
    #z = { i };
    z() { return this.#z.i; }
  });
}
for (let round = 0; round < 3; round++)
  console.log(subs.map((S) => new S().bump().bump().sum() + Object.keys(new S()).length).join(), new subs[9]().z());
console.log(Base.is(new subs[9]()), Base.is({}), Base.is(Base.prototype), Base.is(Object.create(new Base())));

// What a base constructor returns instead: frozen, an array, a function, a proxy, an error, an object with a setter.
class Give {
  constructor(o) { return o; }
}
class Stamp extends Give {
  length = 7;
  #mark = 'mark';
  stack = 'own';
  name = 'given';
  static read(o) { return o.#mark; }
}
for (const o of [{}, { name: 1 }, [1, 2, 3], function f(a) {}, new Error('e'), Object.create({ set name(v) { console.log('no'); } })]) {
  attempt(() => {
    new Stamp(o);
    return `${Stamp.read(o)} ${o.length} ${o.stack} ${o.name} ${JSON.stringify(Object.getOwnPropertyDescriptor(o, 'name'))}`;
  });
  attempt(() => new Stamp(o));
}
attempt(() => new Stamp(Object.freeze({})));
attempt(() => new Stamp(Object.preventExtensions({ length: 1, stack: 2, name: 3 })));
const seen = [];
const proxy = new Proxy({}, {
  defineProperty(target, key, d) {
    seen.push(key);
    return Reflect.defineProperty(target, key, d);
  },
});
new Stamp(proxy);
console.log(seen.join(), Stamp.read(proxy));

// The order of fields and of what their initialisers see.
let log = [];
class Order {
  a = log.push('a');
  b = 1;
  c = log.push(Object.keys(this).join());
  d = () => this.b;
  e = this.d() + 1;
  7 = 'seven';
  f = Object.keys(this).join();
  ['g' + 1] = 2;
  h = { b: this.b, list: [1, , 2] };
  #i = 5;
  j = this.#i;
}
for (let i = 0; i < 3; i++) {
  log = [];
  console.log(JSON.stringify(new Order()), log.join('|'));
}
class Throws {
  a = 1;
  b = 2;
  c = (() => { throw this; })();
  d = 3;
}
for (let i = 0; i < 2; i++) {
  try {
    new Throws();
  } catch (o) {
    console.log(Object.keys(o).join());
  }
}
// A class that is deleted from, turned into a dictionary, and changed while sites know its shape.
class Changing {
  #v = 1;
  a = 1;
  b = 2;
  get v() { return this.#v; }
  set v(x) { this.#v = x; }
}
const all = Array.from({ length: 6 }, () => new Changing());
delete all[1].a;
delete all[2].b;
Object.freeze(all[3]);
for (let i = 0; i < 200; i++) all[4]['k' + i] = i;
Object.setPrototypeOf(all[5], { get v() { return 'other'; } });
for (let round = 1; round < 4; round++) {
  for (const o of all) o.v = o === all[5] ? 0 : o.v + round;
  console.log(all.map((o) => o.v).join());
}
