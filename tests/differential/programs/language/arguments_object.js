function f(a, b) {
  const before = [a, b, arguments[0], arguments.length];
  a = 'A';
  arguments[1] = 'B';
  return [before, a, b, arguments[0], arguments[1], arguments[2], [...arguments]];
}
console.log(f(1, 2, 3), f(1));
function g() { 'use strict'; return [typeof arguments, Object.prototype.toString.call(arguments), Array.prototype.slice.call(arguments, 1)]; }
console.log(g(1, 2, 3));
function h() { const inner = () => arguments[0]; return inner('ignored'); }
console.log(h('outer'));
function len() { arguments.length = 1; return Array.from(arguments); }
console.log(len(1, 2));
function del(a) { delete arguments[0]; arguments[0] = 5; return a; }
console.log(del(1));
console.log((function (a, b = 2) { a = 10; return arguments[0]; })(1), (function () { return Object.keys(arguments); })('x', 'y'));
(function () { try { return arguments.callee; } finally { console.log(typeof arguments.callee); } })();
(function () { 'use strict'; try { arguments.callee; } catch (e) { console.log(e.name); } })();
