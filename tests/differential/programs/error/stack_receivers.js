// What stack traces call functions: receivers, inferred names, aliases.
function at(){ return new Error('x').stack.split('\n')[2].replace(/\(?[./]*\/.*/, '').trim(); }
class K { m(){return at()} static s(){return at()} get g(){return at()} constructor(x){ if(x) this.r=at(); } f = ()=>at(); h = function(){return at()}; v = at(); static sv = at(); #p(){return at()} q(){return this.#p()} static { K.blk = at(); } ['c'+1](){return at()} [Symbol.iterator](){return at()} }
class B extends K { n(){return super.m()} }
var k=new K(1), b=new B(1);
console.log(k.m(), K.s(), k.g, k.r, k.f(), k.h(), k.v, K.sv, k.q(), K.blk, k.c1(), k[Symbol.iterator]());
console.log(b.m(), B.s(), b.g, b.r, b.f(), b.h(), b.v, b.q(), b.n());
const u=k.m; console.log(u(), u.call(5), u.call('s'), u.call(null), u.call([]), u.call(new Map), u.call(function q(){}), u.call(class Z{}), u.call(Object.create(null)), u.call(()=>1), u.call(Symbol()), u.call(true));
function f(){return at()}
console.log(f(), {f}.f(), {g:f}.g(), f.call(5), f.call(f), f.call(globalThis), f.call(undefined), [f][0](), f.call([]), f.call(K));
var o={ a(){return at()}, b:function(){return at()}, c:()=>at(), get d(){return at()}, e:{ f(){return at()} }, g: function named(){return at()}, 'x y'(){return at()}, 5(){return at()}};
console.log(o.a(),o.b(),o.c(),o.d,o.e.f(),o.g(),o['x y'](), o[5]());
o.z=o.a; o.y=function(){return at()}; console.log(o.z(), o.y());
exports.ex=function(){return at()}; console.log(exports.ex()); 
module.exports.ey=function(){return at()}; console.log(module.exports.ey()); 
K.prototype.pp=function(){return at()}; console.log(k.pp(), b.pp());
K.st=function(){return at()}; console.log(K.st(), B.st());
function F(){ this.r=at(); this.mm=function(){return at()} } F.prototype.m2=function(){return at()}; F.prototype.m3=function m3(){return at()}; F.prototype={...F.prototype, m4:function(){return at()}, m5(){return at()}}; F.x=function(){return at()}; F.prototype.constructor=F;
var ff=new F; console.log(ff.r, ff.mm(), ff.m2(), ff.m3(), ff.m4(), ff.m5(), F.x());
function call(c){return c()}
console.log(call(function(){return at()}), call(()=>at()), (function(){return at()})(), (()=>at())());
var w=call(function(){return at()}); console.log(w); w=call(()=>at()); console.log(w);
o.w=call(function(){return at()}); console.log(o.w); 
var fw = (function(){ return function(){return at()} })(); console.log(fw());
o.ret = (function(){ return function(){return at()} })(); console.log(o.ret());
var oo={p:[function(){return at()}], q:call(function(){return at()}), r: {s:{t:()=>at()}}}; console.log(oo.p[0](), oo.q, oo.r.s.t(), (0,oo.p[0])());
console.log([1].map(function(){return at()})[0],[1].map(()=>at())[0], Reflect.apply(f,o,[]), f.bind(o)(), f.bind()());
(function(){'use strict'; function s(){return at()} console.log(s(), s.call(5), {s}.s(), s.call('q'), s.call(globalThis)); })();
a.b = function(){return at()}; function a(){}; a.b.c=function(){return at()}; console.log(a.b(), a.b.c(), (0,a.b.c)());
var {dd=function(){return at()}} = {}; console.log(dd());
let as; as=function(){return at()}; console.log(as()); 
var p2 = function(){ return at() }.bind(null); console.log(p2());
console.log(new Proxy(o,{}).a(), Object.defineProperty({}, 'k', {value:function(){return at()}}).k(), Object.assign(Object.create({constructor:F}),{a:o.a}).a());
o[Symbol.toStringTag]='Tag'; console.log(o.a());
k.constructor=5; console.log(k.m());
o.x1=o.y1=function(){return at()}; console.log(o.x1(), o.y1()); o['lit']=function(){return at()}; console.log(o.lit()); var key='dyn'; o[key]=function(){return at()}; console.log(o.dyn()); o.qq = o.qq || function(){return at()}; console.log(o.qq()); o.tern = 1 ? function(){return at()} : 0; console.log(o.tern());
this.tt=function(){return at()}; console.log(this.tt()); 

Error.prepareStackTrace = (e, sites) => sites.slice(0, 2).map((s) => [s.getTypeName(), s.getFunctionName(), s.getMethodName(), s.isToplevel(), s.isConstructor(), s.isNative()].join(' ')).join();
class L { m() { return new Error().stack; } get g() { return new Error().stack; } } class M extends L { m() { return super.m(); } }
console.log(new L().g, new M().m(), { get h() { return [1].map(() => new Error().stack)[0]; } }.h, new (class Q { constructor() { this.s = new Error().stack; } })().s);
Error.prepareStackTrace = undefined;
