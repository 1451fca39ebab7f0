// instanceof at sites that have seen a class before: prototypes and @@hasInstance that change, unusual targets.
class A {}
class B extends A {}
function F() {}
const isA = (v) => v instanceof A;
const is = (v, C) => v instanceof C;
const values = () => [new A(), new B(), new F(), {}, null, 1, 'text', A, Object.create(B.prototype), new Proxy(new B(), {}), Object.create(null)];
const show = () => values().map((v) => +isA(v)).join('');
for (let i = 0; i < 3; i++) console.log(show());
for (let i = 0; i < 3; i++) console.log([A, B, F, Object, Function, A.bind(null), F.bind(null)].map((C) => values().map((v) => +is(v, C)).join('')).join(' '));

// A function's prototype replaced, an instance's prototype changed.
const f = new F();
console.log(f instanceof F, is(f, F));
F.prototype = {};
console.log(f instanceof F, is(f, F), is(new F(), F));
Object.setPrototypeOf(f, B.prototype);
console.log(isA(f), is(f, F));

// A proxy in the prototype chain is asked.
const asked = [];
const proxy = new Proxy({}, { getPrototypeOf: (t) => (asked.push('asked'), A.prototype) });
console.log(isA(Object.create(proxy)), isA(proxy), asked.join());

// @@hasInstance, in a superclass, then in the class itself, then gone.
class Base {}
class Derived extends Base {}
const isDerived = (v) => v instanceof Derived;
for (let i = 0; i < 3; i++) console.log(isDerived({}), isDerived(new Derived()));
Object.defineProperty(Base, Symbol.hasInstance, { value: (v) => v === 'base', configurable: true });
console.log(isDerived({}), isDerived(new Derived()), isDerived('base'));
Object.defineProperty(Derived, Symbol.hasInstance, { value: (v) => v === 'derived', configurable: true });
console.log(isDerived('base'), isDerived('derived'));
delete Derived[Symbol.hasInstance];
delete Base[Symbol.hasInstance];
console.log(isDerived('base'), isDerived(new Derived()));
const made = new Derived();
Object.setPrototypeOf(Derived, null);
for (const v of [{}, made])  {
  try {
    console.log(isDerived(v));
  } catch (e) {
    console.log(e.message);
  }
}
Object.setPrototypeOf(Derived, { [Symbol.hasInstance]: () => true });
console.log(isDerived(1));

for (const target of [{}, null, 1, () => {}, { [Symbol.hasInstance]: (v) => v > 1 }]) {
  for (let i = 0; i < 2; i++) {
    try {
      console.log(is({}, target), is(2, target));
    } catch (e) {
      console.log(`${e.name}: ${e.message}`);
    }
  }
}
// super's methods and accessors through classes that change.
class P { get who() { return `P of ${this.name}`; } say(x) { return `P ${this.name} ${x}`; } static make() { return `made ${this.name}`; } }
class Q extends P { name = 'q'; get who() { return `Q, ${super.who}`; } say(x) { return `Q, ${super.say(x)}, ${super.absent}`; } static make() { return super.make(); } }
const q = new Q();
for (let i = 0; i < 3; i++) console.log(q.who, q.say(i), Q.make());
P.prototype.say = function (x) { return `new ${this.name} ${x}`; };
P.prototype.absent = 'here';
console.log(q.say(3));
Object.defineProperty(P.prototype, 'who', { value: 'value', configurable: true });
console.log(q.who);
Object.setPrototypeOf(Q.prototype, { say: () => 'other', get who() { return this.name; } });
console.log(q.say(4), q.who);
