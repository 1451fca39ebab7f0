'use strict';
const { check, attempt, report } = require('./support');

const DEEP = 1_000_000;
const without = {
  calls: () => { const f = () => 1 + f(); return f(); },
  'calls with many arguments': () => { const f = (...a) => 1 + f(...a, 1); return f(); },
  'new': () => { class A { constructor() { this.a = new A(); } } return new A(); },
  fields: () => { class A { a = new A(); } return new A(); },
  getters: () => { const o = { get a() { return 1 + this.a; } }; return o.a; },
  setters: () => { const o = { set a(v) { this.a = v; this.b = 1; } }; o.a = 1; },
  toString: () => { const o = { toString() { return `${o}`; } }; return `${o}`; },
  valueOf: () => { const o = { valueOf() { return +o + 1; } }; return +o; },
  toPrimitive: () => { const o = { [Symbol.toPrimitive]() { return o + ''; } }; return o + ''; },
  iterators: () => { const o = { [Symbol.iterator]() { return [...o][Symbol.iterator](); } }; return [...o]; },
  generators: () => { function* g() { yield* g(); } return g().next(); },
  hasInstance: () => { class A { static [Symbol.hasInstance](v) { return !(v instanceof A); } } return {} instanceof A; },
  replace: () => { const f = () => 'a'.replace('a', f); return f(); },
  forEach: () => { const f = () => { [1].forEach(f); return 1; }; return f(); },
  apply: () => { const f = function () { return 1 + f.apply(this, arguments); }; return f(); },
  'Reflect.construct': () => { function F() { this.x = Reflect.construct(F, []); } return new F(); },
  species: () => { class A extends Array { static get [Symbol.species]() { return new A(1).map((v) => v).constructor; } } return new A(1).map((v) => v); },
  'try again': () => { const f = () => { try { return 1 + f(); } finally { g(); } }; const g = () => 1 + g(); return f(); },
  eval: () => { const f = (0, Function)('f', 'return 1 + f(f)'); return f(f); },
};
for (const [name, f] of Object.entries(without)) {
  if (name === 'eval' && process.env.LODE_NO_EVAL) continue;
  const e = attempt(name, f, name === 'eval' ? Error : RangeError);
  if (e instanceof RangeError) check(`${name}: message`, e.message, 'Maximum call stack size exceeded');
}

// Structures as deep as memory allows, which are walked without recursion or end with a RangeError.
let list = null;
for (let i = 0; i < 5 * DEEP; i++) list = { next: list };
globalThis.gc?.();
let n = 0;
for (let l = list; l; l = l.next) n++;
check('a list of millions', n, 5 * DEEP);
let proto = null;
for (let i = 0; i < 1e5; i++) proto = Object.create(proto);
check('a long prototype chain', proto.missing, undefined);
check('a long prototype chain: in', 'missing' in proto, false);
attempt('a long prototype chain: for in', () => { for (const k in proto) return k; return 0; }, RangeError, 0);
let Class = class {};
for (let i = 0; i < 5000; i++) Class = class extends Class {};
attempt('a long chain of classes', () => new Class() instanceof Class, RangeError, true);
let cause;
for (let i = 0; i < 1e4; i++) cause = new Error(`${i}`, { cause });
attempt('a long chain of causes', () => require('util').inspect(cause).length > 0, RangeError, true);
let closure = () => 0;
for (let i = 0; i < 1e5; i++) { const inner = closure; closure = () => 1 + inner(); }
attempt('closures in closures', () => closure(), RangeError, 1e5);
let concat = (function* () { yield 1; })();
for (let i = 0; i < 1e5; i++) { const inner = concat; concat = (function* () { yield* inner; })(); }
attempt('generators in generators', () => concat.next().value, RangeError, 1);
let helper = [1, 2].values();
for (let i = 0; i < 1e5; i++) helper = helper.map((v) => v);
attempt('iterator helpers in helpers', () => helper.next().value, RangeError, 1);
let first;
let promise = new Promise((resolve) => { first = resolve; });
for (let i = 0; i < 1e5; i++) promise = promise.then((v) => v + 1);
let nestedPromise = Promise.resolve('end');
for (let i = 0; i < 1e4; i++) { const inner = nestedPromise; nestedPromise = new Promise((resolve) => { resolve(inner); }); }
first(0);
(async () => {
  check('a long chain of promises', await promise, 1e5);
  check('promises of promises', await nestedPromise, 'end');
  const deep = async (k) => (k === 0 ? 0 : 1 + await deep(k - 1));
  let result;
  try { result = await deep(2000); } catch (e) { result = e; }
  check('deep async calls', result, 2000);
  const thenable = { then(resolve) { if (--left > 0) resolve(thenable); else resolve('done'); } };
  let left = 1e5;
  check('thenables of thenables', await thenable, 'done');
  report();
})();
