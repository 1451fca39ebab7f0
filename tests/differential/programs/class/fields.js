const log = [];
class A { a = log.push('a'); ['b' + 1] = this.a; c; 'quoted key' = 1; 42 = 'n'; constructor() { log.push('ctor'); } }
console.log(new A(), log, 'c' in new A());
class B extends A { d = (log.push('B field'), this.a); constructor() { log.push('before'); super(); log.push('after'); } }
log.length = 0; new B();
console.log(log);
class S { static n = 0; static inc = () => ++S.n; static list = [1, 2]; }
console.log(S.inc(), S.inc(), S.list, Object.keys(S));
class P { constructor() { Object.defineProperty(this, 'x', { value: 1, configurable: false, writable: false }); } }
class Q extends P { x = 2; }
try { new Q(); } catch (e) { console.log(e.name, e.message); }
class G { set v(x) { console.log('setter must not run'); } } class H extends G { v = 1; }
console.log(Object.keys(new H()));
