function a() { return
'no'; }
function b() { return
`no`; }
function c() { return 'yes\
yes'; }
function d() { return `yes
yes`; }
function e() { return /* x
*/ 'no'; }
function f() { return /* x */ 'yes'; }
console.log(a(), b(), c(), d(), e(), f());
try { throw `two
lines`; } catch (e) { console.log(e); }
try { throw 'one\
 line'; } catch (e) { console.log(e); }
class C {
  get 'line\
Continuation'() { return 'get'; }
  set 'line\
Continuation'(v) { console.log(v); }
  static async
  'x'() {}
  get
  y() { return 1; }
  'a\
b' = 1;
}
console.log(Object.getOwnPropertyNames(C.prototype), Object.keys(new C()));
new C().lineContinuation = 'set';
const o = { get 'p\
q'() { return 2; }, async 'r\
s'() {} };
console.log(Object.keys(o), o.pq);
class D {
  get
  *g() {}
  set
  ['s'](v) {}
  static get
  t() { return 't'; }
  get
  set
  () { return 's'; }
  static
  get
}
console.log(Object.getOwnPropertyNames(D.prototype), Object.keys(new D()), Object.getOwnPropertyNames(D), D.t);
