// Explicit resource management: what is disposed of, when, and in which order.
const log = (...values) => print(values.map(String).join(' '));
const resource = (name, fails) => ({
  name,
  [Symbol.dispose]() {
    log('dispose', name);
    if (fails) throw new Error(`${name} failed`);
  },
});
const attempt = (title, body) => {
  try {
    log(title, body());
  } catch (error) {
    log(title, error.name, error.message, error.error && error.error.message, error.suppressed && error.suppressed.message);
  }
};

attempt('block', () => {
  {
    using a = resource('a'), none = null, missing = undefined;
    using b = resource('b');
    log('in', a.name, b.name, none, missing);
  }
  return 'after';
});
attempt('return', () => {
  using a = resource('a');
  return log('computed') || a.name;
});
attempt('throw', () => {
  using a = resource('a');
  throw new Error('body');
});
attempt('suppressed', () => {
  using a = resource('a', true);
  using b = resource('b', true);
  throw new Error('body');
});
attempt('only disposal', () => {
  using a = resource('a', true);
});
attempt('no object', () => {
  using a = resource('a');
  using b = 1;
});
attempt('no method', () => {
  using a = {};
});
attempt('initialiser', () => {
  using a = resource('a'), b = (() => { throw new Error('b'); })();
});
attempt('loop', () => {
  outer: for (let i = 0; i < 4; i++) {
    using a = resource(i);
    if (i === 0) continue;
    for (using b of [resource('x'), resource('y')]) {
      log(i, b.name);
      if (i === 2) break outer;
      if (b.name === 'x') continue outer;
    }
  }
  for (using c = resource('c'), count = { n: 0, [Symbol.dispose]() { log('count', this.n); } }; count.n < 2; count.n++) log('round');
});
attempt('nested', () => {
  using a = resource('a');
  try {
    using b = resource('b');
    throw 1;
  } catch {
    log('caught');
  } finally {
    using c = resource('c');
  }
  class Holder {
    static {
      using d = resource('d');
      log('static');
    }
  }
  return () => a;
});
attempt('names', () => {
  var using = 1, of = [7];
  for (using of of) ;
  using
  = using + 1;
  { using of = resource('of'); using let2 = null; }
  return using;
});
attempt('constant', () => {
  using a = null;
  a = 1;
});
for (const source of ['using a = null', '{ using a; }', '{ using [a] = []; }', 'switch (1) { case 1: using a = null; }',
  'for (using a in {}) ;', '{ using a = null, {b} = {}; }', 'if (1) using a = null', '{ using a = null; let a; }']) {
  attempt(source, () => $262.evalScript(source));
}
log(new SuppressedError(1, 2, 'both') instanceof Error, SuppressedError.length, Object.keys(new SuppressedError(1, 2)).length);
