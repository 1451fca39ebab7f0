"use strict";
const print = (...a) => console.log(a.map(String).join(" "));
function Point(x, y) { this.x = x; this.y = y; }
Point.prototype.len = function () { return Math.sqrt(this.x * this.x + this.y * this.y); };
let s = 0;
for (let i = 0; i < 200; i++) { const p = new Point(i, i + 0.5); s += p.len(); }
print(s);
const a = []; for (let i = 0; i < 100; i++) a[i] = i * 2; let t = 0; for (let i = 0; i < a.length; i++) t += a[i]; print(t);
function counter() { let c = 0; return { inc() { return ++c; }, get value() { return c; } }; }
const c = counter(); for (let i = 0; i < 50; i++) c.inc(); print(c.value);
let str = ""; for (let i = 0; i < 100; i++) str += String(i); print(str.length, str[15]);
function f(a, b, ...rest) { return a + b + rest.length + arguments.length; } print(f(1, 2, 3, 4), f(1));
class A { constructor(v) { this.v = v; } get w() { return this.v * 2; } static make(v) { return new this(v); } }
class B extends A { constructor(v) { super(v); this.z = 1; } get w() { return super.w + this.z; } }
print(B.make(20).w, new A(3).w);
try { A(); } catch (e) { print(e.message); }
function deep(n) { return deep(n + 1) + 1; } try { deep(0); } catch (e) { print(e instanceof RangeError, e.message); }
const [x, , y = 5, ...z] = [1, 2, undefined, 4, 5]; print(x, y, z.length);
label: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j == 1) continue label; if (i == 2) break label; print(i, j); } }
print(typeof null, typeof undefined, typeof 1, typeof "", typeof f, typeof Symbol.iterator, 0/0, -0, 1/-0, 5 % -3, -5 % 5, 2**31|0, 1<<31, -1>>>0);
print([3,1,2].sort().join(), [1,2,3].map(v => v * 2).join("-"));
const m = new Map([[1, "a"]]); m.set("k", 2); print(m.size, m.get(1));
switch (s > 1 ? "big" : "small") { case "small": print("s"); break; case "big": print("b"); default: print("d"); }
function tag(s, ...v) { return s.raw.join("|") + v.join(); } print(tag`a${1}b\n${2}c`);
var o2 = { ["comp" + 1]: 1, __proto__: { inherited: 7 } }; print(o2.comp1, o2.inherited, "comp1" in o2, delete o2.comp1, "comp1" in o2);
