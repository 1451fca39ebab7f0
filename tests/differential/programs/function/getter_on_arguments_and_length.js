function f(a, b) { arguments[0] = 'changed'; b = 'B'; return [a, arguments[1], arguments.length]; }
console.log(f(1, 2), f(1), f());
function s(a) { 'use strict'; arguments[0] = 2; return a; }
console.log(s(1));
function d(a = 0) { arguments[0] = 2; return a; }
console.log(d(1));
(function () { arguments.length = 1; console.log([...arguments], Array.from(arguments), Array.prototype.slice.call(arguments, 1)); })(1, 2, 3);
(function () { delete arguments[0]; console.log(0 in arguments, arguments[1], Object.prototype.toString.call(arguments), Object.keys(arguments)); })(1, 2);
console.log((function () { return typeof arguments[Symbol.iterator]; })(), (function () { return arguments; })(1, 'a'));
