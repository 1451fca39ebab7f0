'use strict';
const { check, attempt, report } = require('./support');

const DEPTH = 100_000;
function chain(target, handler = {}) {
  let p = target;
  for (let i = 0; i < DEPTH; i++) p = new Proxy(p, handler);
  return p;
}
const object = chain({ a: 1 });
const callable = chain(function () { return 7; });
const array = chain([1, 2]);
const through = chain({ a: 1 }, { get: (t, k, r) => Reflect.get(t, k, r), has: (t, k) => Reflect.has(t, k), ownKeys: (t) => Reflect.ownKeys(t) });
const attempts = {
  get: [() => object.a, 1],
  set: [() => { object.a = 1; return 1; }, 1],
  has: [() => 'b' in object, false],
  delete: [() => delete object.zzz, true],
  keys: [() => Object.keys(object).join(), 'a'],
  descriptor: [() => Object.getOwnPropertyDescriptor(object, 'a').value, 1],
  define: [() => Reflect.defineProperty(object, 'a', { value: 1 }), true],
  prototype: [() => Object.getPrototypeOf(object), Object.prototype],
  'set prototype': [() => Reflect.setPrototypeOf(object, Object.prototype), true],
  extensible: [() => Object.isExtensible(object), true],
  'prevent extensions': [() => Reflect.preventExtensions(object), true],
  frozen: [() => Object.isFrozen(object), false],
  instanceof: [() => object instanceof Object, true],
  'for in': [() => { let s = ''; for (const k in object) s += k; return s; }, 'a'],
  spread: [() => ({ ...object }).a, 1],
  call: [() => callable(), 7],
  construct: [() => typeof new callable(), 'object'],
  'typeof': [() => typeof callable, 'function'],
  bind: [() => callable.bind()(), 7],
  'instanceof of it': [() => ({}) instanceof callable, false],
  isArray: [() => Array.isArray(array), true],
  'toString': [() => Object.prototype.toString.call(array), '[object Array]'],
  map: [() => array.map((v) => v).length, 2],
  concat: [() => [].concat(array).length, 2],
  json: [() => JSON.stringify(array), '[1,2]'],
  inspect: [() => typeof require('util').inspect(object), 'string'],
  'traps: get': [() => through.a, 1],
  'traps: has': [() => 'a' in through, true],
  'traps: keys': [() => Object.keys(through).join(), 'a'],
};
for (const [name, [operation, result]] of Object.entries(attempts)) attempt(name, operation, RangeError, result);

let prototypes = null;
for (let i = 0; i < DEPTH; i++) prototypes = new Proxy({}, { getPrototypeOf: (t) => Reflect.getPrototypeOf(t) }), Object.setPrototypeOf(prototypes, i ? attempts.last : null), attempts.last = prototypes;
attempt('a chain of prototypes that are proxies', () => 'x' in prototypes, RangeError, false);
attempt('a get through them', () => prototypes.x, RangeError, undefined);
const own = new Proxy({}, {});
attempt('its own prototype', () => { Object.setPrototypeOf(own, own); return own.x; }, Error);
const self = new Proxy({}, { get: (t, k, r) => r[k] });
attempt('a trap without end', () => self.x, RangeError);
const { proxy, revoke } = Proxy.revocable({}, { get() { revoke(); return 1; } });
check('a trap that revokes', proxy.a, 1);
attempt('revoked', () => proxy.a, TypeError);
attempt('revoked: isArray', () => Array.isArray(proxy), TypeError);
attempt('keys that lie', () => Object.keys(new Proxy({}, { ownKeys: () => ({ length: 2 ** 32 }) })), Error);
attempt('keys twice', () => Reflect.ownKeys(new Proxy({}, { ownKeys: () => ['a', 'a'] })), TypeError);
attempt('a length that lies', () => Array.prototype.push.call(new Proxy({}, { get: () => 2 ** 53 - 1 }), 1), TypeError);
let bound = function () { return 3; };
for (let i = 0; i < DEPTH; i++) bound = bound.bind(null);
attempt('bound functions', () => bound(), RangeError, 3);
attempt('instanceof of bound functions', () => ({}) instanceof bound, RangeError, false);
report();
