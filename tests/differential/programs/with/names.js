// Names inside of a with statement: reading, writing, typeof, delete, calls.
var o = { a: 1, b: 2, f: function () { return this === o; }, g() { return this.a; } };
var a = 'outer a', c = 'outer c';
with (o) {
  console.log(a, b, c, f(), g(), typeof a, typeof missing, typeof c);
  a = 10;
  c = 'changed c';
  b += 5;
  a++;
  ++b;
  console.log(delete b, delete c, delete missing);
  a ||= 3;
  newGlobal = 5;
}
console.log(o.a, o.b, c, newGlobal, a);

// var declarations and their initialisers; let stays inside.
(function () {
  var x = 'x', p = { x: 1, y: 2 };
  with (p) {
    var x = 5, y = 6, z = 7;
    let inner = 8;
    { var x2 = inner; }
  }
  console.log(x, p, typeof y, z, x2);
})();

// Patterns and loops assign through the object.
(function () {
  var env = { v: 1, w: 2 }, v = 'outer', w = 'outer';
  with (env) { [w, { q: v }] = [4, { q: 5 }]; }
  console.log(env, v, w);
  with (env) for (w in { k: 1 }) ;
  with (env) for ({ v } of [{ v: 'm' }]) ;
  console.log(env, v, w);
})();

// Closures, nesting, functions declared inside.
(function (arg) {
  var fs = [];
  for (var i = 0; i < 3; i++) {
    with ({ i, n: i * 2 }) {
      with ({ n: 'in' + n }) { fs.push(() => [i, n, arg]); }
      function declared() { return [n, i]; }
      fs.push(declared);
    }
  }
  console.log(fs.map((f) => f()), declared());
  with ({ arg: 'with' }) { console.log(arg, arguments[0], (function () { return arg; })()); }
  with ({ arguments: ['mine'] }) { console.log(arguments[0]); }
})('arg');

// A strict function inside.
(function () {
  with ({ s: 1, get only() { return 1; } }) {
    (function () {
      'use strict';
      s = 2;
      console.log(s);
      try { only = 2; } catch (e) { console.log(e.name); }
    })();
    only = 3;
  }
})();

// Primitives, null.
with ('text') console.log(length, charAt(1));
with (5) console.log(toFixed(2));
for (const bad of [null, undefined]) {
  try { with (bad) { console.log('not here'); } } catch (e) { console.log(e.name); }
}

// Leaving with break, continue, return, throw.
console.log((function () {
  for (var k = 0; k < 5; k++) with ({ k2: k }) { if (k2 === 1) continue; if (k2 === 3) break; }
  with ({ r: k }) { try { throw r; } catch (e) { return [e, r, k]; } }
})());

// Optional calls and templates.
with ({ t(s, v) { return [this.mark, s[0], v]; }, mark: 'm', u: undefined }) {
  console.log(t`a${1}`, t?.(['b'], 2), u?.(1), (t)(['c'], 3), (0, t).length);
}
