function self() { return this === globalThis; }
console.log(self(), self.call(null), self.call(undefined), typeof function () { return this; }.call(5), function () { return this; }.call('s').length);
implicit = 5;
console.log(implicit, globalThis.implicit, delete globalThis.implicit, typeof implicit);
(function f() { f = 1; console.log(typeof f); })();
NaN = 5;
undefined = 6;
console.log(NaN, undefined, 010, 0o10);
const o = Object.freeze({ a: 1 });
o.a = 2;
o.b = 3;
console.log(o, 'abc'.length = 5, (5).x = 1);
var dup = 1;
function withDup(a, a) { return a; }
console.log(withDup(1, 2), dup);
if (true) { function annexB() { return 'B'; } }
console.log(annexB());
