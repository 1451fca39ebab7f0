// Tail calls as deep as the first argument says, more than there is stack for if each of them kept its frame.
import { back } from './other.mjs';

const depth = +process.argv[2];
const overflows = depth > 1e5;

// -- positions --------------------------------------------------------------------------------------------------------
const positions = {
  statement(f, n) { return f(n); },
  conditional(f, n) { return n % 2 ? f(n) : f(n); },
  and(f, n) { return n >= 0 && f(n); },
  or(f, n) { return n < 0 || f(n); },
  nullish(f, n) { return undefined ?? f(n); },
  comma(f, n) { return n, (1, f(n)); },
  nested(f, n) { return n ? null ?? (n && (0, f(n))) : f(n); },
  arrow: (f, n) => f(n),
  arrowParts: (f, n) => n > 1e9 ? 0 : false || f(n),
  tagged(f, n) { return f`${n}`; },
  optional(f, n) { return f?.(n); },
  chain(f, n) { return { g: { f } }?.g.f?.(n); },
  of(f, n) { return [f][0](n); },
  spread(f, n) { return f(...[n, n], n); },
  branches(f, n) { if (n % 2) return f(n); else { { return f(n); } } },
  switched(f, n) { switch (n % 3) { case 0: return f(n); case 1: default: return f(n); } },
  loops(f, n) { for (let i = 0; i < 2; i++) while (true) do return f(n); while (i); },
  labelled(f, n) { a: { b: for (const k in { k: 1 }) return f(n); } },
  caught(f, n) { try { throw n; } catch (e) { return f(e); } },
  finally(f, n) { try { return 0; } finally { return f(n); } },
  catchFinally(f, n) { try { throw 0; } catch { throw 1; } finally { return f(n); } },
  evaluated: (0, eval)('"use strict"; (f, n) => f(n)'),
  constructed: Function('f', 'n', '"use strict"; return f(n)'),
  get getter() { return run(); },
};
let rest = 0;
function run() {
  const f = position;
  function step(a, b) {
    const n = Array.isArray(a) ? b : a; // a template's strings come first
    return n > 0 ? f(step, n - 1) : 'done';
  }
  return f(step, depth);
}
let position = positions.statement;
for (const name of Object.keys(positions)) {
  if (name === 'getter') continue;
  position = positions[name];
  const result = run();
  if (result !== 'done') console.log(name, result);
}
console.log('getter', positions.getter);

// -- callees ----------------------------------------------------------------------------------------------------------
export function there(n, ...rest) { return back(n - 1, ...rest); }
console.log(there(depth, 1, 2, 3));

function self(n, sum) { return n === 0 ? sum : self(n - 1, sum + 1); }
console.log(self(depth, 0) === depth);
function even(n) { return n === 0 || odd(n - 1); }
function odd(n) { return n !== 0 && even(n - 1); }
console.log(even(depth), odd(depth));
function doubles(x, y, n) { return n === 0 ? x : doubles(y, x / 2 + 1, n - 1); }
console.log(doubles(3.5, 1, depth));
function few(n) { return n > 0 ? many(n - 1, 1, 2, 3, 4, 5, 6, 7, 8, 9) : 'few'; }
function many(n, a, b, c, d, e, f, g, h, i) { return n > 0 ? few(n - 1, a) : 'many'; }
console.log(few(depth), many(depth));
function rotate(a, b, c, d, e, f, g, h, i, n) { return n ? rotate(b, c, d, e, f, g, h, i, a, n - 1) : [a, b, c, d, e, f, g, h, i]; }
console.log(rotate(1, 2, 3, 4, 5, 6, 7, 8, 9, depth - depth % 9 + 2).join());
function mixed(a, b, c, d, e, f, g, h, i, j, n) { return n ? mixed(b, c, d, e, f, g, h, i, j, a + 0.5, n - 1) : a + j; }
console.log(mixed(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, depth - depth % 10));
function objects(o, n) { return n ? objects({ n, before: { n: o.n } }, n - 1) : o.n + o.before.n; }
console.log(objects({ n: 0 }, depth));

// Arguments that are looked at late, when the caller's frame is gone.
function late(n, list) {
  const a = { n }, b = [a, ...list ?? []].length;
  return n > 0 ? late(arguments[0] - 1, [arguments.length], b, a) : [arguments[2], arguments[3].n, arguments.length].join();
}
console.log(late(depth));
function kept(n, ...given) { return n > 0 ? kept(n - 1, given.length, () => given) : given[1]().length; }
console.log(kept(depth));
function defaults(n, a = n, { b = a } = {}) { return n > 0 ? defaults(n - 1) : `${a} ${b}`; }
console.log(defaults(depth));
const long = Array(3000).fill(1);
function longSpread(n, ...all) { return n > 0 ? longSpread(n - 1, ...long) : all.length; }
console.log(longSpread(depth / 1000));

class Machine {
  #private(n) { return n > 0 ? this.b(n - 1) : 'private'; }
  a(n) { return n > 0 ? this.#private(n - 1) : 'a'; }
  b(n) { return n > 0 ? Machine.c(this, n - 1) : 'b'; }
  static c(m, n) { return n > 0 ? m.a(n - 1) : 'c'; }
}
class Derived extends Machine { a(n) { return super.a(n); } }
console.log(new Derived().a(depth), new Derived().a(depth + 1), new Derived().a(depth + 2));

const closures = [1, 2, 3].map(k => n => n > 0 ? closures[n % k](n - 1) : k);
console.log(closures[2](depth));

// -- built-ins that call ----------------------------------------------------------------------------------------------
function called(n) { return n > 0 ? called.call(this, n - 1) : this; }
console.log(called.call('call', depth));
function applied(n) { return n > 0 ? applied.apply(this, [n - 1]) : this; }
console.log(applied.call('apply', depth));
function appliedLong(n) { return n > 0 ? appliedLong.apply(this, Object.assign([], long, [n - 1])) : arguments.length; }
console.log(appliedLong(depth / 1000));
function likeArray(n) { return n > 0 ? likeArray.apply(this, { length: 2, get 0() { return n - 1; } }) : this; }
console.log(likeArray.call('array-like', depth / 10));
function reflected(n) { return n > 0 ? Reflect.apply(reflected, this, [n - 1]) : this; }
console.log(reflected.call('reflect', depth));
const bound = function (x, n) { return n > 0 ? bound(n - 1) : `${this} ${x}`; }.bind('bound', 'x');
console.log(bound(depth));
const plainBound = function (n) { return n > 0 ? plainBound(n - 1) : this; }.bind('bound to this');
console.log(plainBound(depth));
const proxy = new Proxy(n => n > 0 ? proxy(n - 1) : 'proxy', {});
console.log(proxy(depth));
const trap = new Proxy(n => n > 0 ? trap(n - 1) : 'trap', { apply(f, self, list) { return f(...list); } });
console.log(trap(depth));

// -- results ----------------------------------------------------------------------------------------------------------
const attempt = f => { try { return f(); } catch (e) { return e.message; } };
console.log(attempt(() => (function f(n) { return n > 0 ? f(n - 1) : null.x; })(depth)));
console.log(attempt(() => (function f(n) { return n > 0 ? f(n - 1) : absent(); })(depth)));
console.log(attempt(() => (function f(n, g) { return n > 0 ? f(n - 1, g) : g(); })(depth)));
console.log(attempt(() => (function f(n, g) { return n > 0 ? f(n - 1, g) : g(); })(depth, Machine)));
console.log(new (function F(n) { this.n = n; return n > 0 ? F.call(this, n - 1) : undefined; })(depth).n);
console.log([depth, 3].map(function f(n) { return n > 0 ? f(n - 1) : 'mapped'; }).join());
function* generate(n) { yield self(n, 0) === n; return even(n); }
console.log([...generate(depth)]);
(async n => { await null; return (function f(n) { return n > 0 ? f(n - 1) : 'async'; })(n); })(depth).then(console.log);

// -- what is no tail call ---------------------------------------------------------------------------------------------
const others = {
  sloppy: (0, eval)('(function f(n) { return n > 0 ? f(n - 1) : 0; })'),
  operand(n) { return n > 0 ? 1 + others.operand(n - 1) : 0; },
  tried(n) { try { return n > 0 ? others.tried(n - 1) : 0; } finally { rest++; } },
  triedCatch(n) { try { return n > 0 ? others.triedCatch(n - 1) : 0; } catch (e) { throw e; } },
  iterated(n) { for (const x of [n]) return n > 0 ? others.iterated(x - 1) : 0; },
  left(n) { return n > 0 ? others.left(n - 1) ?? 1 : 0; },
};
for (const [name, f] of Object.entries(others)) {
  let error;
  try { f(depth); } catch (e) { error = e; }
  if (overflows !== (error instanceof RangeError)) console.log(name, 'overflows?', error);
}
