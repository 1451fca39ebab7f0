// Several realms in one isolate (9.3): functions run in theirs, whoever calls them.
const show = (...values) => print(values.map(String).join(' '));
const host = $262.createRealm();
const other = host.global;
show(other.Array === Array, other.$262 === host, other.eval === eval);

// What code makes and throws belongs to its realm: literals, errors, the prototypes of primitives.
show(host.evalScript('[]') instanceof other.Array, other.eval('({ a: 1 })') instanceof other.Object, other.eval('(() => {})') instanceof other.Function);
function kind(f) {
  try {
    return f();
  } catch (error) {
    return error instanceof Error ? 'mine' : error instanceof other.Error ? 'theirs' : error;
  }
}
show(kind(() => other.eval('null.x')), kind(() => other.JSON.parse('{')), kind(() => other.eval('(class {})')()), kind(() => null.x));
other.String.prototype.mark = 'theirs';
const markOf = other.eval('s => s.mark');
const mineOf = (s) => s.mark;
for (let i = 0; i < 3; i++) show(markOf('s'), mineOf('s'), other.eval('"s".mark'));
String.prototype.mark = 'mine';
other.String.prototype.mark = 'changed';
show(markOf('s'), mineOf('s'), markOf(Symbol.iterator), markOf(1n));

// A call from there to here and back.
other.here = () => [[], other.eval('[]')];
const [here, there] = other.eval('here()');
show(here instanceof Array, there instanceof other.Array);
other.again = (n) => (n === 0 ? kind(() => null.x) : other.down(n - 1));
other.down = other.eval('(function (n) { return n === 0 ? null : again(n - 1) })');
show(other.again(6));
show(kind(() => other.eval('(function f() { return [1].map(null) })')()), [3, 1, 2].sort(other.eval('(a, b) => a - b')));

// GetFunctionRealm: of bound functions, of proxies, of revoked ones.
const plain = other.eval('(function () {})');
plain.prototype = null;
const made = (f) => Object.getPrototypeOf(Reflect.construct(Date, [], f)) === other.Date.prototype;
show(made(plain), made(plain.bind()), made(new Proxy(plain, {})));
const { proxy, revoke } = Proxy.revocable(plain, { get: (f, key) => (revoke(), f[key]) });
show(kind(() => Reflect.construct(Date, [], proxy)));
show([1].map.call(other.eval('[1]'), (x) => x) instanceof Array);
show(kind(() => new (other.eval('(class extends Object { constructor() {} })'))()), kind(() => new (other.eval('(class extends Object { constructor() { return 1 } })'))()));

// What [[Construct]] throws once a derived constructor is done is its caller's.
const derived = other.eval('(class extends Object { constructor() {} })');
other.derived = derived;
show(kind(() => new derived()), kind(() => new (derived.bind())()), kind(() => new (other.eval('(class { constructor() { new derived() } })'))()),
     kind(() => other.Reflect.construct(derived, [])), kind(() => new (other.eval('(class extends derived {})'))()));

// Generators and async functions go on in their realms.
const steps = other.eval('(function* () { try { yield []; yield null.x } catch (error) { yield error } })')();
const { next } = (function* () {})();
show(next.call(steps).value instanceof other.Array, next.call(steps).value instanceof other.TypeError, next.call(steps) instanceof Object);
const two = other.eval('(function* () { yield 1; return 2 })')();
show([next, next, next].map((step) => step.call(two)).map((r) => [r.value, r.done, r instanceof other.Object]));
show([...other.eval('(function* () { yield 1; yield 2 })()')]);
const thrown = other.eval('(async (p) => { try { await p; await 0; null.x } catch (error) { return [error, []] } })');
let settle;
const result = thrown(new Promise((resolve) => { settle = resolve; }));
settle();
result.then((r) => show('async', result instanceof other.Promise, r[0] instanceof other.TypeError, r[1] instanceof other.Array));
const values = other.eval('(async function* (p) { yield await p; yield [] })(Promise.resolve(1))');
(async () => { for await (const v of values) show('for await', v, v instanceof other.Array); })();
other.Array.fromAsync([[]]).then((list) => show('fromAsync', list instanceof other.Array));
Promise.resolve({ then: other.eval('(function (resolve) { resolve(Object.getPrototypeOf(resolve) === Function.prototype) })') }).then((own) => show('thenable', own));

// The same source text in two realms, global names, templates, what nobody changed here was changed there.
const text = 'var seen = (typeof seen === "undefined" ? 0 : seen) + 1; [seen, {}]';
show([0, 1].map(() => [(0, eval)(text), other.eval(text)].map(([n, o]) => `${n} ${o instanceof Object}`)));
const template = 'tagged = (s) => s; tagged`x`';
show(other.eval(template) instanceof other.Array, (0, eval)(template) instanceof Array);
other.Array.prototype[Symbol.iterator] = function* () { yield 'changed'; };
show([...[1]], other.eval('[...[1]]'), [...other.eval('[1]')]);
show(Symbol.for('s') === other.Symbol.for('s'), Symbol.iterator === other.Symbol.iterator, other.Symbol.keyFor(Symbol.for('s')));
/m(.)/.exec('mine');
other.eval('/t(.)/.exec("theirs")');
show(RegExp.$1, other.RegExp.$1, RegExp.$1);

// Realms die; the stack may seem to hold one.
const mortals = [];
for (let i = 0; i < 8; i++) {
  const { global, evalScript } = $262.createRealm();
  evalScript('class A { x = [`${1}`] } new A(); /r/.test("r"); "s".length');
  mortals.push(new WeakRef(global.eval('(function* () {})()')));
}
const pause = (n) => (n ? Promise.resolve().then(() => pause(n - 1)) : undefined);
pause(20).then(() => {
  /m/.test('m');
  $262.gc();
  show('dead', mortals.filter((ref) => ref.deref() === undefined).length >= 6);
});
