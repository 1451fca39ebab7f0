// What eval refuses: early errors, clashes, dead zones.
function attempt(f) { try { return f(); } catch (e) { return e.name + ': ' + e.message; } }
console.log([
  attempt(() => { let x; { eval('var x'); } }), attempt(() => { let x; eval('var x'); }), attempt(() => { const x = 1; eval('x = 2'); }),
  attempt(() => { let x; eval('let x = 1'); return x; }), attempt(() => { let f; { eval('function f() {}'); } }),
  attempt(() => { try { throw 1; } catch (e) { eval('var e = 2'); return e; } }),
  attempt(() => { try { throw [1]; } catch ([e]) { eval('let e = 2'); return e; } }),
  attempt(() => { eval('later'); let later; }), attempt(() => { const r = eval('typeof later2'); let later2; return r; }),
  attempt(() => { eval('later3 = 1'); let later3; }), attempt(() => { eval('let t = t'); }), attempt(() => { eval('(() => C)(); class C {}'); }),
  attempt(() => eval('new.target')), attempt(() => eval('super.x')), attempt(() => eval('super()')), attempt(() => eval('return')),
  attempt(() => eval('this.#nope')), attempt(() => eval('let a, a')), attempt(() => eval('x ='), attempt(() => eval('await 1'))),
]);
class F { x = attempt(() => eval('arguments')); y = attempt(() => eval('() => arguments')); z = attempt(() => eval('(function () { return arguments.length; })()')); }
console.log(new F());
function strictArguments() { 'use strict'; return attempt(() => eval('var arguments')); }
function params(a = eval('var a')) { return a; }
function args() { eval('var arguments = 5'); return arguments; }
console.log(strictArguments(), attempt(params), args());
(function () {
  'use strict';
  console.log(attempt(() => eval('with ({}) 1')), attempt(() => eval('010')), attempt(() => eval('delete x')), attempt(() => eval('let static')));
})();
class D extends Object { constructor(f) { attempt(() => 0); console.log(attempt(() => eval('this'))); super(); } }
new D();
let { stack } = attempt.call(null, () => { try { eval('\n  nowhere'); } catch (e) { return e; } });
console.log(stack.split('\n')[0]);
