function make() { let a = 1; { let a = 2; var f = () => a++; } return [() => a++, f]; }
const [g, h] = make();
console.log(g(), g(), h(), h());
function args() { let r = []; for (let i = 0; i < 2; i++) { const j = i * 10; for (let k = 0; k < 2; k++) r.push(() => [i, j, k]); } return r.map((f) => f()); }
console.log(args());
const obj = { v: 'obj', regular() { return [1].map(() => this.v)[0]; }, nested() { return (() => (() => this.v + arguments[0])())(); } };
console.log(obj.regular(), obj.nested('!'));
function params(a, b = () => a, c = b()) { var a = 'inner'; return [a, b(), c]; }
console.log(params('outer'));
function shadow(x) { { let x = 'block'; var r = x; } try { throw 'caught'; } catch (x) { r += x; } return r + x; }
console.log(shadow('param'));
const rec = function inner(n) { const inner2 = inner; return n === 0 ? typeof inner2 : inner(n - 1); };
console.log(rec(3));
let counter = 0;
const once = (f) => { let done = false, v; return () => { if (!done) { done = true; v = f(); } return v; }; };
const o1 = once(() => ++counter);
console.log(o1(), o1(), counter);
function deep() { let x = 0; return () => () => () => ++x; }
const d = deep()()();
console.log(d(), d());
switch (1) { case 1: let s = 'case scope'; var get = () => s; }
console.log(get());
class K { static make() { return class extends K { who() { return super.who() + '+'; } }; } who() { return 'K'; } }
console.log(new (K.make())().who());
