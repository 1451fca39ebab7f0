// { ...x } and object rest, often between objects of the same shapes: what a copy may not take for granted.
const show = (o) => console.log(JSON.stringify(o), Reflect.ownKeys(o).map(String).join());
const often = (f) => { for (let i = 0; i < 3; i++) f(i); };

often((i) => show({ ...{ a: i, b: 2, c: 3 } }));
often((i) => show({ x: 0, ...{ a: i, b: 2 }, y: 1 }));
often((i) => show({ b: 0, z: 9, ...{ a: i, b: 2 } })); // the order is that of the first
often((i) => show({ ...{ a: 1, b: 2 }, ...{ b: 3, c: i }, a: 7 }));
often((i) => show({ ...{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: i } })); // more than fits in line
often((i) => show({ ...{ [i]: 1, a: 2 } }));
often((i) => show({ get b() { return 1; }, ...{ a: i, b: 5 } })); // replaces the accessor
often(() => console.log(Object.getOwnPropertyDescriptor({ get b() { return 1; }, ...{ b: 5 } }, 'b')));

let log = [];
often((i) => { // a getter runs, once, in order; it may change what follows
  const source = { a: 1, get b() { log.push(`b${i}`); delete this.d; this.e = 5; return 2; }, c: 3, d: 4 };
  show({ ...source });
});
console.log(log.join());
often((i) => { // a shape that gets a getter later
  const source = { p: 1, q: 2 };
  if (i === 2) Object.defineProperty(source, 'p', { get: () => 'got', enumerable: true });
  show({ ...source });
});
often((i) => {
  const source = { p: 1, q: 2, r: 3 };
  if (i === 1) Object.defineProperty(source, 'q', { enumerable: false });
  if (i === 2) delete source.p;
  show({ ...source });
});
const frozen = Object.freeze({ a: 1, b: 2 });
often(() => { const copy = { ...frozen }; copy.a = 5; copy.c = 6; show(copy); });
often((i) => show({ ...[1, i], ...'ab', ...null, ...undefined, ...7, ...true }));
const tag = Symbol('tag');
often((i) => show({ ...{ [tag]: i, a: 1 } }));
often(() => { const map = {}; for (let i = 0; i < 300; i++) map['k' + i] = i; console.log(Object.keys({ ...map }).length); });
often((i) => {
  const derived = Object.create({ inherited: 1 }, { own: { value: i, enumerable: true } });
  show({ ...derived });
  const none = Object.assign(Object.create(null), { a: i });
  show({ ...none });
  console.log(Object.getPrototypeOf({ ...none }) === Object.prototype);
});
often((i) => {
  const o = JSON.parse('{"__proto__": 5, "a": 1}');
  show({ ...o });
  const f = Object.assign(() => 1, { own: i });
  show({ ...f });
});
class Private { #secret = 1; open = 2; static reveal(o) { return #secret in o; } }
often(() => { const copy = { ...new Private() }; show(copy); console.log(Private.reveal(copy)); });
often((i) => show({ ...new Proxy({ a: 1, b: i }, { ownKeys: () => { log.push('keys'); return ['b', 'a']; } }) }));

// setters of the prototype are not asked
Object.defineProperty(Object.prototype, 'trap', { set() { log.push('set'); }, get() { return 'inherited'; }, configurable: true });
often((i) => show({ ...{ trap: i } }));
delete Object.prototype.trap;

// rest
const rest = ({ a, b, ...others }) => { show(others); others.added = a; show(others); };
often((i) => rest({ a: 1, b: 2, c: 3, d: i }));
often((i) => rest({ d: i, b: 2 }));
often((i) => rest({ c: 3, get a() { return log.push('a'), delete this.c, 1; }, d: i }));
const except = (key, o) => { const { [key]: taken, ...others } = o; console.log(taken); show(others); };
for (const key of ['a', 'b', 'a', 'z', 'a' + 'b', 0, '0', tag]) except(key, { a: 1, b: 2, ab: 3 });
often((i) => except(tag, { [tag]: 1, a: i }));
often((i) => { const { a, b, c, d, e, f, ...others } = { a: 0, b: 1, c: 2, d: 3, e: 4, f: 5, g: i, h: 2 }; show(others); });
console.log(log.join());
