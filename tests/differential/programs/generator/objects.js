// Generator functions and generators as objects; where a generator may stand.
const GeneratorFunction = Object.getPrototypeOf(function* () {}).constructor, GP = GeneratorFunction.prototype.prototype;
function* g() { yield this === undefined ? 'undefined' : typeof this; yield new.target; }
console.log(g.name, g.length, typeof g, g instanceof GeneratorFunction, Object.getPrototypeOf(g) === GeneratorFunction.prototype, Object.getOwnPropertyNames(g).join(), 'constructor' in g.prototype, Object.getPrototypeOf(g.prototype) === GP);
console.log(Object.getOwnPropertyNames(GP).join(), GP[Symbol.toStringTag], GeneratorFunction.prototype[Symbol.toStringTag], GP.constructor === GeneratorFunction.prototype, GeneratorFunction.name, GeneratorFunction.length, Object.getPrototypeOf(GeneratorFunction) === Function);
for (const [o, k] of [[g, 'prototype'], [GP, 'constructor'], [GP, 'next'], [GeneratorFunction, 'prototype'], [GeneratorFunction.prototype, 'prototype'], [GeneratorFunction.prototype, 'constructor']]) { const d = Object.getOwnPropertyDescriptor(o, k); console.log(k, d.writable, d.enumerable, d.configurable); }
try { new g(); } catch (e) { console.log(e.name, e.message); }
let it = g(); console.log(it instanceof g, Object.getPrototypeOf(it) === g.prototype, it[Symbol.iterator]() === it, String(it), Object.keys(it), g.call(5).next().value, g.call({}).next().value);
g.prototype = null; it = g(); console.log(Object.getPrototypeOf(it) === GP); g.prototype = { __proto__: GP, extra: 1 }; it = g(); console.log(it.extra, typeof it.next); it.own = 2; it.next(); console.log(it.own, JSON.stringify(it));
const o = { *m(x) { yield [x, super.toString === Object.prototype.toString, this.v]; }, v: 3, *['computed' + 1]() { yield 'c'; }, *'string'() { yield 's'; }, *7() { yield 7; } };
console.log(...o.m(1), ...o.computed1(), ...o.string(), ...o[7](), o.m.name, o.computed1.name, Object.getOwnPropertyNames(o.m).join());
class A { static *s() { yield super.name; } *[Symbol.iterator]() { yield* this.#p(); } *#p() { yield 'private'; yield this.f; } f = 'field'; *args() { yield* arguments; } } class B extends A { *args() { yield 0; yield* super.args(...arguments); } }
console.log([...A.s()], [...new A()], [...new B().args(1, 2)]);
function* yields() { const arrow = () => [this, arguments[0], new.target]; yield arrow(); function* inner() { yield 'inner'; } yield* inner(); var hoisted = yield typeof hoisted; yield hoisted; } console.log([...yields.call('t', 'a')].length);
const named = function* me() { yield me === named; try { me = 1; } catch { yield 'strict'; } yield typeof me; }; console.log([...named()]); var yield_ = 1, f = function () { var yield = 2; return yield; }; console.log(f());
console.log(function* a() {}, function* () {}, g(), [g()], { *m() {} }, class { static *s() {} }.s); console.log((function* ( a ) { /* c */ }).toString(), o.m.toString());
