class A { m() {} static s() {} get g() { return 1; } ['c' + 1]() {} }
for (const k of ['m', 'g', 'c1']) { const d = Object.getOwnPropertyDescriptor(A.prototype, k); console.log(k, d.enumerable, d.configurable, d.writable); }
console.log(Object.getOwnPropertyDescriptor(A, 'prototype'), Object.keys(A), Object.getOwnPropertyNames(A), Object.getOwnPropertyNames(A.prototype));
try { new A.prototype.m(); } catch (e) { console.log(e.message); }
console.log('prototype' in A.prototype.m, A.prototype.m.hasOwnProperty('caller'), typeof A.prototype.constructor);
try { new A().g = 2; console.log('sloppy ignores'); } catch (e) { console.log('threw'); }
(function () { 'use strict'; try { new A().g = 2; } catch (e) { console.log(e.message); } })();
for (const k in new A()) console.log('not reached', k);
