'use strict';
function attempt(f) { try { console.log(f()); } catch (e) { console.log(e.name + ': ' + e.message); } }
attempt(function () { return this; });
attempt(() => { undeclared = 1; });
attempt(() => { NaN = 1; });
attempt(() => { Object.defineProperty({}, 'x', { value: 1 }).x = 2; });
attempt(() => { 'str'.length = 1; });
attempt(() => { (5).x = 1; });
attempt(() => { delete [].length; });
attempt(() => { ({ get a() { return 1; } }).a = 2; });
attempt(() => { Object.preventExtensions({}).z = 1; });
attempt(function () { arguments.callee; });
attempt(() => { (function f() { f = 1; })(); });
attempt(() => typeof this);
{ function scoped() {} }
attempt(() => typeof scoped);
