// Direct eval: what it sees and changes of the function around it.
function sees(p, { q } = { q: 'q' }, ...rest) {
  var v = 'v'; let l = 'l'; const c = 'c'; class K {}
  function inner() { return 'inner'; }
  { let b = 'b'; return eval('[p, q, rest, v, l, c, K.name, inner(), b, arguments.length, sees.name, new.target, typeof this]'); }
}
console.log(sees(1), sees(1, { q: 2 }, 3, 4));
function changes(a) {
  var v = 1; let l = 2;
  const f = () => [a, v, l, arguments[0]];
  eval('a = 10; v = 11; l = 12');
  console.log(f(), a, v, l);
  a = 20;
  return eval('[arguments[0], a, f()]');
}
console.log(changes('first'));

// New variables and functions belong to the function.
function declares() {
  eval('var x = 1; function f() { return x + 1; } let hidden = 1;');
  console.log(x, f(), typeof hidden, (() => x)(), delete x, typeof x);
  eval('var x; var y = 3;');
  x = 5;
  { eval('{ function blockFn() { return "block"; } }'); }
  return [x, y, blockFn(), eval('typeof blockFn')];
}
console.log(declares(), typeof x, typeof f);
var outer = 'outer';
function shadows() {
  const before = outer;
  eval('var outer = "inner"');
  const f = () => { outer += '!'; return outer; };
  return [before, outer, f(), typeof outer, delete outer, outer];
}
console.log(shadows(), outer);
(function () {
  'use strict';
  eval('var x = 1; function f() {} outer = "assigned"');
  console.log(typeof x, typeof f, outer);
  try { eval('undeclared = 1'); } catch (e) { console.log(e.name); }
})();
console.log(eval('"use strict"; var own = 1; (() => own)()'), typeof own);

// The callee has to be %eval%.
(function () { const eval = (s) => 'mine ' + s; console.log(eval('1 + 1')); })();
with ({ eval: (s) => 'with ' + s }) console.log(eval('2'));
with ({ eval }) (function () { let z = 'direct'; console.log(eval('z')); })();
console.log(eval(...[5, 'ignored']), eval(), eval({ a: 1 }).a);

// this, super, private names, home objects.
class Base { hi() { return 'base hi'; } }
class A extends Base {
  #p = 1; f = eval('this.#p + 1'); static s = eval('this.name'); ['key' + eval('1')] = eval('() => this.f');
  constructor() { eval('super()'); eval('this.made = true'); }
  m() { return eval('[super.hi(), this.#p++, this.#p, #p in this, this.made]'); }
  get g() { return (() => eval('super.hi()'))(); }
}
const a = new A();
console.log(a.m(), a.g, a.f, A.s, a.key1());
console.log({ o: 1, m() { return eval('super.toString === Object.prototype.toString && this.o'); } }.m());
function Target() { this.t = eval('new.target === Target'); }
console.log(new Target().t, new (function () { this.x = eval('(() => new.target)()') !== undefined; })().x);

// Loops, closures, nested eval, parameters.
const fs = [];
for (let i = 0; i < 3; i++) { fs.push(eval('() => i')); eval('i'); }
console.log(fs.map((f) => f()));
function nested() { let n = 1; eval('let m = 2; eval("var deep = n + m; n = 5")'); return [deep, n]; }
console.log(nested());
function inParameters(p = eval('var e = 1; 2'), q = () => e) { var e = 3; return [p, q(), e]; }
console.log(inParameters());
const x0 = 'x0';
console.log(((x = eval('var ae = 4; x0'), y = ae) => [x, y])());
