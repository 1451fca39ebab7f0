const log = [];
const p = new Proxy({ a: 1 }, {
  get(t, k, r) { log.push('get ' + String(k)); return Reflect.get(t, k, r); },
  set(t, k, v, r) { log.push('set ' + k); return Reflect.set(t, k, v, r); },
  has(t, k) { log.push('has ' + k); return k in t; },
  deleteProperty(t, k) { log.push('delete ' + k); return delete t[k]; },
  ownKeys(t) { log.push('ownKeys'); return Reflect.ownKeys(t); },
  getOwnPropertyDescriptor(t, k) { log.push('gopd ' + k); return Reflect.getOwnPropertyDescriptor(t, k); },
  defineProperty(t, k, d) { log.push('define ' + k); return Reflect.defineProperty(t, k, d); },
});
p.b = p.a + 1;
console.log('a' in p, delete p.a, Object.keys(p), { ...p }, log.join('; '));
const f = new Proxy(function (a, b) { return a + b; }, { apply: (t, self, args) => t(...args) * 10, construct: (t, args) => ({ made: args }) });
console.log(f(1, 2), new f(3), typeof f);
const { proxy, revoke } = Proxy.revocable({}, {});
revoke();
try { proxy.x; } catch (e) { console.log(e.message); }
console.log(Reflect.ownKeys({ b: 1, [Symbol('s')]: 1, 1: 1 }), Reflect.has({ x: 1 }, 'x'), Reflect.apply(Math.max, null, [1, 2]), Reflect.construct(Date, [0]).getTime(), Reflect.getPrototypeOf([]) === Array.prototype, Reflect.set(Object.freeze({}), 'a', 1), Reflect.defineProperty({}, 'x', { value: 1 }));
try { new Proxy(Object.freeze({ a: 1 }), { get: () => 2 }).a; } catch (e) { console.log(e.message); }
console.log(Array.isArray(new Proxy([], {})), JSON.stringify(new Proxy([1, 2], {})), Object.prototype.toString.call(new Proxy([], {})));
