// GetSuperBase comes before the conversion of the key (13.3.7.3, 6.2.5.5); V8 has it the other way round.
const log = (...values) => print(values.map(String).join(' '));
const first = { p: 'first', set q(v) { log('first', v, this === o); } };
const second = { p: 'second', set q(v) { log('second', v); } };
const o = {
  __proto__: first,
  get(key) { return super[key]; },
  set(key, value) { super[key] = value(); },
  update(key) { return super[key] += '!'; },
  nothing(key) { return super[key]; },
};
const key = (text) => ({ toString() { log('key'); Object.setPrototypeOf(o, second); return text; } });
log(o.get(key('p')));
Object.setPrototypeOf(o, first);
o.set(key('q'), () => { log('value'); return 1; });
Object.setPrototypeOf(o, null);
try { o.nothing(key('p')); } catch (e) { log(e.name, e.message); }
class A { static m() { return super['na' + 'me']; } n() { return super.toString === super['toString']; } }
log(A.m(), new A().n());
