"use strict";
// What V8 says of spread arguments that can't be iterated depends on whether they come last, and alone.
const t = (f) => { try { f(); } catch (e) { console.log(e.message); } };
const f = () => 1, o = {};
class A { constructor() {} }
t(() => f(...5));
t(() => f(...5, 2));
t(() => f(1, ...5));
t(() => f(...[], ...5));
t(() => new A(...5));
t(() => new A(...5, 2));
t(() => new A(...o, 2));
t(() => Math.max(...true, 1));
t(() => f(..."ab", ...o));
