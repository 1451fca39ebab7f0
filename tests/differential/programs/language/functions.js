function defaults(a, b = a + 1, { c = 3, d: { e } = { e: 4 } } = {}, [f = 5, ...g] = [], ...rest) { return [a, b, c, e, f, g, rest]; }
console.log(defaults(1), defaults(1, undefined, { c: 0 }, [7, 8, 9], 10, 11), defaults.length, defaults.name);
console.log((function () { return arguments.length; })(1, 2, 3), (() => typeof this)());
function sloppy(a) { arguments[0] = 9; return [a, arguments.length, typeof this]; }
function strict(a) { 'use strict'; arguments[0] = 9; return [a, typeof this]; }
console.log(sloppy(1), strict(1), sloppy());
console.log(Math.max(...[1, 5, 3], 4), [..."ab", ...[1, 2]], ((...a) => a.length)(...new Set([1, 1, 2])));
console.log((function f(n) { return n ? f(n - 1) + n : 0; })(100));
const o = { m() { return this.v; }, v: 1, arrow: () => typeof this, ['comp' + 1]: function () { return 'c'; } };
console.log(o.m(), (0, o.m).call({ v: 2 }), o.arrow(), o.comp1(), o.comp1.name, o.m.name);
const bound = o.m.bind({ v: 'bound' });
console.log(bound(), bound.name, bound.length, o.m.apply({ v: 3 }, []));
function Ctor(x) { if (!new.target) return new Ctor(x); this.x = x; }
console.log(Ctor(1).x, new Ctor(2).x, new Ctor(3) instanceof Ctor);
function Ret() { this.a = 1; return { b: 2 }; }
function RetPrim() { this.a = 1; return 5; }
console.log(new Ret(), new RetPrim());
console.log(typeof function () {}, (() => {}).prototype, Object.keys(function () {}), (function (a, b) {}).length);
console.log(((a, b = 1, c) => {}).length, String(function  foo ( a,b ) { return a }), String((x)=>x*2), String(class Q { m(){} }));
