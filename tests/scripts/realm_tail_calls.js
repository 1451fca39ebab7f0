// Calls in tail position between realms take no stack, and leave the realm as it was (9.3, 15.10.3).
const show = (...values) => print(values.map(String).join(' '));
const other = $262.createRealm().global;
const MANY = 300000;
const makers = `
  function plain(n, f) { 'use strict'; return n === 0 ? [] : f(n - 1, plain); }
  function byCall(n, f) { 'use strict'; return n === 0 ? [] : f.call(null, n - 1, byCall); }
  function byApply(n, f) { 'use strict'; return n === 0 ? [] : Reflect.apply(f, null, [n - 1, byApply]); }
  function bySpread(n, f) { 'use strict'; return n === 0 ? [] : f(...[n - 1, bySpread], 1, 2, 3, 4, 5, 6, 7); }
  function thrown(n, f) { 'use strict'; if (n === 0) null.x; return f(n - 1, thrown); }
  function Made(n, f) { 'use strict'; return n === 0 ? {} : f(n - 1, Made); }
  function direct(n, f) { 'use strict'; return n === 0 ? f() : direct(n - 1, f); }`;
(0, eval)(makers);
other.eval(makers);

for (const name of ['plain', 'byCall', 'byApply', 'bySpread']) {
  const mine = globalThis[name];
  const theirs = other[name];
  show(name, mine(MANY, theirs) instanceof Array, mine(MANY + 1, theirs) instanceof other.Array, theirs(MANY + 1, mine) instanceof Array);
}
for (const n of [2, 3, MANY, MANY + 1]) {
  try {
    thrown(n, other.thrown);
  } catch (error) {
    show(n, error instanceof TypeError, error instanceof other.TypeError, [] instanceof Array);
  }
}
show(new other.Made(MANY, Made) instanceof other.Object, new other.Made(MANY + 1, Made) instanceof Object, new Made(2, other.Made) instanceof Object);

// What refuses to be called: a class throws in its realm, a revoked proxy in its caller's.
const { proxy, revoke } = Proxy.revocable(function () {}, {});
revoke();
for (const n of [0, MANY]) {
  for (const [caller, callee] of [[direct, other.eval('(class {})')], [other.direct, class {}], [direct, proxy], [other.direct, proxy]]) {
    try {
      caller(n, callee);
    } catch (error) {
      show(n, error instanceof TypeError, error instanceof other.TypeError);
    }
  }
}
show({} instanceof Object, Object.getPrototypeOf('s') === String.prototype, /s/.exec('s') instanceof Array);
