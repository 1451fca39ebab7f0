const print = (...a) => console.log(a.map((x) => (typeof x === 'function' ? Function.prototype.toString.call(x) : String(x))).join(' '));
class P { #x=1; y=2; static get(o){return o.#x} }
const c={...new P}; print(Object.keys(c)); try { P.get(c); print('leak') } catch(e){ print(e.message) }
for (const k in new P) print(k);
const o={a:1,b:2,c:3}; for (const k in o){ print(k); delete o.b; o.d=4 }
const o2={a:1,b:2,c:3}; for (const k in o2){ print(k); if(k==='a'){ Object.defineProperty(o2,'c',{enumerable:false}) } }
const p={inh:1}; const o3=Object.create(p,{own:{value:1,enumerable:true},hid:{value:1}}); p.hid=2; for (const k in o3) print(k);
class Q{ m(){} get g(){return 1}} Q.prototype.e=5; const q=new Q; q.z=1; for (const k in q) print(k);
function F(){}; F.st=1; for (const k in F) print(k);
const big={}; for(let i=0;i<200;i++) big['k'+i]=i; let n=0; for (const k in big){ n++; if(n<50) delete big['k'+(199-n)] } print(n);
Object.prototype.poll=1; for (const k in {x:1}) print(k); delete Object.prototype.poll; for (const k in {x:1}) print(k);
Object.defineProperty(Object.prototype,'np',{value:1,configurable:true,enumerable:false}); for (const k in {x:1}) print(k);
Object.defineProperty(Object.prototype,'np',{enumerable:true}); for (const k in {x:1}) print(k); delete Object.prototype.np; for (const k in {x:1}) print(k);
let keys=[]; for (const k in {b:1,a:2,2:1,1:1,[Symbol()]:1,'-1':1}) keys.push(k); print(keys);
for (const k in new Proxy({a:1,b:2},{ownKeys(){return ['b','a']}})) print(k);
let a=[1,2,3]; a.x=1; for (const k in a) { print(k); a.length=2 }
for (var k in 'ab') print(typeof k, k);
const w={a:1}; for (const k in w) { w.added=1; print(k) }
