// GetSuperBase comes before the conversion of the key (13.3.7.3, 6.2.5.5); V8 has it the other way round.
const first = { p: 'first', set q(v) { print(['first', v, this === o].join(" ")); } };
const second = { p: 'second', set q(v) { print(['second', v].join(" ")); } };
const o = {
  __proto__: first,
  get(key) { return super[key]; },
  set(key, value) { super[key] = value(); },
  update(key) { return super[key] += '!'; },
  nothing(key) { return super[key]; },
};
const key = (text) => ({ toString() { print(['key'); Object.setPrototypeOf(o, second); return text; } }].join(" "));
print([o.get(key('p'))].join(" "));
Object.setPrototypeOf(o, first);
o.set(key('q'), () => { print(['value'); return 1; }].join(" "));
Object.setPrototypeOf(o, null);
try { o.nothing(key('p')); } catch (e) { print([e.name, e.message].join(" ")); }
class A { static m() { return super['na' + 'me']; } n() { return super.toString === super['toString']; } }
print([A.m(), new A().n()].join(" "));
