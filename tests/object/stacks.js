const print = (...a) => console.log(a.map((x) => (typeof x === 'function' ? Function.prototype.toString.call(x) : String(x))).join(' '));
function inner(){ return new Error('boom') }
function outer(){ return inner() }
function Old(){ this.e = new Error('old') }
function lines(s,n){ return s.split('\n').slice(0,n||3).join('|').replace(/\(?\/[^ ]*\/([^\/ ]*)/g,'$1') }
function norm(s){ let out=''; const a=s.split('\n'); for (let i=0;i<3&&i<a.length;i++){ let l=a[i]; const k=l.lastIndexOf('/'); const p=l.indexOf('/'); if(p>=0) l=l.slice(0,p)+l.slice(k+1); out+=l+' | '} return out }
print(norm(outer().stack));
print(norm(new Old().e.stack));
print(norm((()=>new Error('arrow').stack)()));
class MyErr extends Error { constructor(m){ super(m); this.name='MyErr' } }
function mk(){ return new MyErr('custom') }
print(norm(mk().stack), mk().toString(), mk() instanceof MyErr, mk() instanceof Error);
Error.stackTraceLimit=1; print(outer().stack.split('\n').length); Error.stackTraceLimit=0; print(outer().stack); Error.stackTraceLimit=10;
let e=new Error('a'); e.message='b'; e.name='Q'; print(e.stack.split('\n')[0]);
let e2=new Error('a',{cause:5}); print(Object.getOwnPropertyNames(e2), e2.cause); e2.stack='mine'; print(e2.stack); delete e2.stack; print(e2.stack,'stack' in e2);
function rec(n){ return n ? rec(n-1)+0 : new Error('deep').stack.split('\n').length } print(rec(50));
Error.prepareStackTrace=(er,cs)=>cs.length>0&&cs[0].getLineNumber()+':'+cs[0].getFunctionName()+':'+cs[0].isConstructor()+':'+typeof cs[0].getFileName(); print(outer().stack); Error.prepareStackTrace=undefined;
const o={}; function cap(){ Error.captureStackTrace(o, cap); return o.stack } function callcap(){ return cap() } print(norm(callcap()));
print(Object.getOwnPropertyDescriptor(o,'stack').enumerable);
const ae=new AggregateError([1,2],'agg',{cause:3}); print(ae.errors, ae.message, ae.cause, Object.getOwnPropertyNames(ae), ae.name);
print(Object.prototype.toString.call(e), String(new TypeError('x')), TypeError.prototype.name, Object.getPrototypeOf(TypeError)===Error, RangeError.length, TypeError('q') instanceof TypeError);
print(Object.keys(new Error('x')).length, JSON.stringify(Object.getOwnPropertyDescriptor(new Error('x'),'message')));
const d=Object.getOwnPropertyDescriptor(new Error('zz'),'stack'); print(d.writable,d.enumerable,d.configurable,d.value.split('\n')[0]);
const inh=Object.create(new Error('base')); print(inh.stack.split('\n')[0]);
let {stack, ...others}=new Error('sp'); print(stack.split('\n')[0], Object.keys(others));
try { (function so(){ so() })() } catch(x){ print(x instanceof RangeError, x.message, x.stack.split('\n').length) }
let cnt=0; function so2(){ cnt++; try { so2() } finally { } } try{so2()}catch(x){print(x.message, cnt>1000)}
print(Error.prototype.toString.call({name:'N',message:'M'}), Error.prototype.toString.call({}), Error.prototype.toString.call({message:'only'}));
print(Error('no new').message, Error.prototype.message==='', Error.prototype.name);
