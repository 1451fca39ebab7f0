const print = (...a) => console.log(a.map((x) => (typeof x === 'function' ? Function.prototype.toString.call(x) : String(x))).join(' '));
function msg(f){ try { f(); return 'no throw' } catch(e){ return e.name+': '+e.message } }
print(msg(()=>null.x)); print(msg(()=>undefined['a b'])); print(msg(()=>{null.x=1})); 
print(msg(()=>{let x={}; x.y.z()})); print(msg(()=>{let x={}; x.y()})); print(msg(()=>{let x={}; new x.y()}));
print(msg(()=>{class A{}; A()})); print(msg(()=>{class A extends 5{}})); print(msg(()=>{let q={}; class A extends q{}}));
print(msg(()=>{function F(){}; F.prototype=3; class A extends F{}})); print(msg(()=>{class A extends null{}; new A}));
print(msg(()=>{class B{}; class A extends B{constructor(){return 1}}; new A}));
print(msg(()=>{class B{}; class A extends B{constructor(){}}; new A}));
print(msg(()=>{class B{}; class A extends B{constructor(){super();super()}}; new A}));
print(msg(()=>{zzz})); print(msg(()=>{const c=1; c=2})); print(msg(()=>{x; let x=1}));
print(msg(()=>{"use strict"; zzz2=1}));
print(msg(()=>{"use strict"; Object.freeze([1])[0]=2})); print(msg(()=>{"use strict"; Object.freeze([1])[1]=2}));
print(msg(()=>{"use strict"; Object.freeze({a:1}).a=2})); print(msg(()=>{"use strict"; Object.freeze({a:1}).b=2}));
print(msg(()=>{"use strict"; delete Object.freeze({a:1}).a})); print(msg(()=>{"use strict"; ({get x(){return 1}}).x=2}));
print(msg(()=>{"use strict"; "abc".length=2})); print(msg(()=>{"use strict"; "abc".foo=2})); print(msg(()=>{"use strict"; (5).foo=2}));
print(msg(()=>{"use strict"; "abc"[0]=2})); print(msg(()=>{"use strict"; Symbol().foo=2}));
print(msg(()=>{"use strict"; class A{}; A.prototype=1})); print(msg(()=>{"use strict"; Object.freeze(function foo(){}).x=1}));
print(msg(()=>{ let a={}; a instanceof 5 })); print(msg(()=>{ let a={}; a instanceof ({}) })); print(msg(()=>{ "x" in "abc" }));
print(msg(()=>{ Symbol("k") in 5 })); print(msg(()=>{new (()=>1)})); print(msg(()=>{`${Symbol()}`})); print(msg(()=>{Symbol()+1}));
print(msg(()=>{let {a}=null})); print(msg(()=>{(function({a}){})()})); print(msg(()=>{for (const a of 1){}})); print(msg(()=>{let [a]={} }));
print(msg(()=>{[...undefined]})); print(msg(()=>{let z; z()})); print(msg(()=>{Object.defineProperty(Object.freeze({}),"a",{value:1})}));
print(msg(()=>{[].length=-1})); print(msg(()=>{new Array(-1)})); print(msg(function f(){f()}));
print(msg(()=>{const it={[Symbol.iterator](){return 1}}; [...it] })); print(msg(()=>{const it={[Symbol.iterator](){return {next(){return 1}}}}; [...it] }));
// functions
function foo(a,b=1,...c){} print(foo.length, foo.name, Object.getOwnPropertyNames(foo).filter(x=>x!=='arguments'&&x!=='caller'));
class K{static s(){} get g(){return 1} static name2=1}; print(Object.getOwnPropertyNames(K), K.name, K.length);
print(Object.getOwnPropertyNames(()=>1)); const anon=()=>{}; print(anon.name); const o={f(){}, g:function(){}, ['c'+1](){}, get x(){return 1}, [Symbol('q')](){}};
print(o.f.name,o.g.name,o.c1.name,Object.getOwnPropertyDescriptor(o,'x').get.name, o[Object.getOwnPropertySymbols(o)[0]].name);
print((class{}).name==='', (function(){}).name==='', (class{static name(){}}).name.name);
function P(x){this.x=x} P.prototype.get=function(){return this.x}; let p=new P(3); print(p.get(), p instanceof P, p.constructor===P);
P.prototype={get(){return 'new'}}; print(new P(1).get(), p.get(), p instanceof P);
// accessors, inheritance
class Animal{ constructor(n){this.n=n} get name(){return this.n} set name(v){this.n=v+'!'} speak(){return this.n+' speaks'} static make(n){return new this(n)} }
class Dog extends Animal{ speak(){ return super.speak()+' woof'} get name(){return 'dog '+super.name} set name(v){super.name=v} }
let d=Dog.make('rex'); print(d.speak(), d.name); d.name='max'; print(d.name, d.n, d instanceof Animal);
// delete, for-in
let m={a:1,b:2,c:3,1:'x',0:'y'}; for (let k in m){ if(k==='a') delete m.b; print(k)} 
let ch=Object.create({inh:1, a:5}); ch.a=1; Object.defineProperty(ch,'hid',{value:1,enumerable:false}); Object.setPrototypeOf(Object.getPrototypeOf(ch),{hid:2,z:1}); for(let k in ch) print(k);
for (let k in 'abc') print(k); for (let k in [1,,3]) print(k); for (let k in null) print(k);
// arguments
(function(a,b){ arguments[0]=9; print(a, arguments.length, b); a=7; print(arguments[0]); delete arguments[0]; arguments[0]=1; print(a) })(1,2,3);
(function(a){ 'use strict'; arguments[0]=9; print(a, msg(()=>arguments.callee)) })(1);
(function(){ print(Object.prototype.toString.call(arguments), [...arguments], Object.keys(arguments)) })(1,2);
// arrays
let arr=[1,2,3]; arr[10]=1; print(arr.length, 5 in arr, arr[5]); arr.length=2; print(arr, arr.length); arr[4294967294]=1; print(arr.length); arr[4294967295]=2; print(arr.length, arr[4294967295]); arr.length=0; print(arr.length, arr[4294967294]);
let fz=Object.freeze([1,2,3]); print(fz, Object.isFrozen(fz), fz.map(x=>x*2)); let se=Object.seal({a:1}); se.a=2; se.b=1; delete se.a; print(JSON?.stringify?.(se)??'');
let dbl=[1.5,2,3]; dbl.push('x'); print(dbl, dbl[1]); let h=[,1]; print(h.length, 0 in h, h[0]);
Array.prototype[3]='proto'; let hp=[1,2,,,5]; print(hp[3], hp[2], [1,2,3][3]); delete Array.prototype[3]; print(hp[3]);
Object.defineProperty(Array.prototype, 5, {set(v){print('setter',v)}, configurable:true}); let st=[]; st[5]=1; print(st.length); delete Array.prototype[5]; st[5]=1; print(st.length);
// spread
print({...{a:1,get b(){return 2}}, c:3}.b, Object.keys({...'hi', ...[9]}), Math.max(...[1,5,3], ...new Set([7])));
let {a:ra, ...rest}={a:1,b:2,c:3}; print(ra, Object.keys(rest)); let [x1,...xr]='a😀b'; print(x1,xr.length);
// template objects
function tag(s,...v){ return s.raw.join('|')+Object.isFrozen(s)+v } print(tag`a${1}\n${2}c`); 
// symbols, toPrimitive
print(`${{[Symbol.toPrimitive](h){return h}}}`, +{valueOf(){return 4}}, {toString(){return 'k'}}+'', [1,2]+[3], {}+'');
print(1+'2', '3'*'4', null+1, undefined+1, true+true, [] + {}, 5%-3, -5%3, 2**-1, 7>>>1, -1>>>0, 1<<31, '5'-2, NaN==NaN, null==0, null>=0, '10'<'9', '10'<9, undefined==null);
print(typeof null, typeof undefined, typeof (()=>1), typeof 1, typeof 'a', typeof Symbol(), typeof {}, typeof undeclared);
