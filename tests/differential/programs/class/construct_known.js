// `new` and `super` of classes that the compiler knows: heritage that changes, new.target, returned objects, traces.
function attempt(f) {
  try {
    console.log(f());
  } catch (e) {
    console.log(`${e.name}: ${e.message}`);
  }
}

class Point {
  constructor(x, y = x) {
    this.x = x;
    this.y = y;
    this.target = new.target.name;
  }
  sum() { return this.x + this.y; }
}
class Point3 extends Point {
  z;
  constructor(x, y, z) {
    super(x, y);
    this.z = z;
  }
  sum() { return super.sum() + this.z; }
}
class Implicit extends Point3 {}
class Implicit2 extends Implicit { extra = this.sum(); }
class Rest extends Point { constructor(...all) { super(...all); this.n = all.length; } }
class Args extends Point { constructor() { super(arguments[1], arguments[0]); } }
const Named = class extends Implicit2 { constructor(v) { super(v, v, v); } };
const make = [
  () => new Point(1, 2), () => new Point(), () => new Point(1, 2, 3, 4), () => new Point3(1, 2, 3), () => new Implicit(1, 2, 3),
  () => new Implicit2(4, 5, 6), () => new Rest(1, 2, 3), () => new Args(1, 2), () => new Named(7),
];
for (let round = 0; round < 3; round++) console.log(make.map((f) => JSON.stringify(f()) + f().sum()).join(' '));

// The heritage of a class is what its prototype is when super runs.
class Other { constructor(a) { this.other = a; } sum() { return 'other'; } }
for (let i = 0; i < 3; i++) {
  if (i === 1) Object.setPrototypeOf(Point3, Other);
  if (i === 2) Object.setPrototypeOf(Point3, Point);
  console.log(JSON.stringify(new Implicit(1, 2, 3)), new Implicit(1, 2, 3) instanceof Point);
}
Object.setPrototypeOf(Rest, null);
attempt(() => new Rest(1));
Object.setPrototypeOf(Rest, () => 1);
attempt(() => new Rest(1));
Object.setPrototypeOf(Rest, Point);

// Bases that return something else, and derived constructors that do or do not call super.
class Returns {
  constructor(how) {
    this.own = true;
    if (how === 'object') return { given: how };
    if (how === 'function') return function given() {};
    if (how === 'number') return 1;
    if (how === 'nothing') return;
  }
}
class FromReturns extends Returns { field = 1; }
for (const how of ['object', 'function', 'number', 'nothing', ''])
  attempt(() => [JSON.stringify(new Returns(how)), JSON.stringify(new FromReturns(how)), new FromReturns(how).field].join(' '));
class Lazy extends Point {
  constructor(how) {
    if (how === 'object') return { made: 1 };
    if (how === 'number') return 1;
    if (how === 'this') this.x = 1;
    if (how === 'twice') super(1);
    if (how === 'arrow') { (() => super(5))(); return undefined; }
    if (how !== 'none') super(2);
  }
}
for (const how of ['object', 'number', 'this', 'twice', 'arrow', 'none', 'plain']) attempt(() => JSON.stringify(new Lazy(how)));

// new.target of another kind, through Reflect.construct and proxies.
function Target() {}
Target.prototype = { who: 'target' };
console.log(Reflect.construct(Implicit, [1, 2, 3], Target).who, Reflect.construct(Point, [1], Target).target);
function Plain() {}
const proxied = new Proxy(Plain, {
  construct: (target, args, newTarget) => Reflect.construct(Implicit, args, newTarget),
  get: (target, key, receiver) => (key === 'prototype' ? Target.prototype : Reflect.get(target, key, receiver)),
});
console.log(new Proxy(Implicit, {}).name, Reflect.construct(Implicit, [1, 2, 3], new Proxy(Target, {})).who);
Plain.prototype = Target.prototype;
class OfProxy extends proxied {}
console.log(JSON.stringify(new OfProxy(1, 2, 3)), new OfProxy(1, 2, 3) instanceof OfProxy);
const bound = Point.bind(null, 8);
bound.prototype = Point.prototype;
class Bound extends bound {}
attempt(() => JSON.stringify(new Bound(9)));

// Uses before the class exists, reassigned names, names in other scopes.
attempt(() => new Early());
class Early { a = 1; }
attempt(() => JSON.stringify(new Early()));
let Changed = class { v = 1; };
const changed = () => new Changed().v;
console.log(changed());
Changed = class { v = 2; };
console.log(changed());
class Self { constructor(n) { this.next = n ? new Self(n - 1) : null; } }
console.log(JSON.stringify(new Self(3)));
class Deep { constructor(n) { this.n = n; new Deep(n + 1); } }
attempt(() => new Deep(0));
attempt(() => Point(1));

// Captured variables in constructors and fields; many instances with more properties than expected.
function counted(start) {
  let count = start;
  class Counter { id = count++; constructor() { this.at = count; } static get count() { return count; } }
  class Sub extends Counter { twice = count * 2; }
  return [() => new Counter(), () => new Sub(), () => Counter.count];
}
const [a, b, total] = counted(10), [c] = counted(100);
for (let i = 0; i < 3; i++) console.log(JSON.stringify([a(), b(), c()]), total());
class Grows { constructor(n) { for (let i = 0; i < n; i++) this['p' + i] = i; } }
for (let i = 0; i < 4; i++) console.log(Object.values(new Grows(12)).join());

// What a stack trace calls them.
class Thrower { constructor() { throw new Error('thrown'); } }
class SubThrower extends Thrower { constructor() { super(); } }
function trace(f) {
  try {
    f();
  } catch (e) {
    console.log(e.stack.match(/at new \w+/g).join());
  }
}
trace(() => new Thrower());
trace(() => new SubThrower());
