// What private names say of every kind of receiver: fields, methods, accessors, static ones; brands given twice.
function t(f){try{console.log(f())}catch(e){console.log(e.name+': '+e.message)}}
class C{#m(){return 1} get #g(){return 1} set #s(v){} #f=1; static #sm(){} static get #sg(){return 1} static #sf=2;
 static a(o){return o.#m()} static b(o){return o.#g} static c(o){o.#s=1} static d(o){return o.#f} static e(o){o.#f=1} static f(o){return #m in o}
 static g(o){o.#m=1} static h(o){return o.#s} static i(o){o.#g=1} static j(o){return o.#sm()} static k(o){return o.#sg} static l(o){return o.#sf} static m(o){o.#sm=1} static n(o){o.#sg=1} static o(o){return #sm in o} static p(o){return #f in o} static q(o){o.#f++} static r(o){o.#m++}}
for(const o of [new C,{},C,null,undefined,1,'s']) for(const k of 'abcdefghijklmnopqr'){ t(()=>k+' '+C[k](o)); }
class R{constructor(o){return o}}
class D extends R{#m(){} #f=1}
class E extends R{#m(){}}
class G extends R{#f=1}
class A extends R{get #x(){return 1} set #x(v){}}
class Z extends R{get #x(){return 1} set #x(v){} #m(){}}
const o={}; for(const K of [D,E,G,A,Z]){ new K(o); t(()=>new K(o)); }
const X=class extends R{#m(){}; static z(o){o.#m()}}; t(()=>X.z({})); t(()=>{new X(o);new X(o)});
t(()=>(class extends R{#m(){}; static z(o){o.#m()}}).z({}))
t(()=>(class {static #m(){}; static z(o){o.#m()}}).z({}))
const fz=Object.freeze({}); t(()=>{new D(fz); return 'ok'});
