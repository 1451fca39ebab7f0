// Strict functions that return the value of a call are on the stack as others are.
'use strict';
const line = l => l.replace(/\(.*[\\/]/, "(").replace(/at [^ ]*[\\/]/, "at ");
const ours = l => !/node:|Module|run_main|suite.js/.test(l);
const show = e => console.log(e.stack.split("\n").slice(0, 9).filter(ours).map(line).join("\n"));
function here(text) { return new Error(text); }
const inner = text => here(text);
const outer = text => inner(text);
show(outer('arrows'));

class Machine {
  constructor(n) { this.n = n; return this.made() ?? this; }
  made() { return this.n ? Machine.make(this.n - 1) : null; }
  static make(n) { return new Machine(n); }
  get place() { return this.found('getter'); }
  found(text) { return text.length ? this.#hidden(text) : null; }
  #hidden(text) { return text || 1, here(text); }
  static trap(text) { throw here(text); }
}
show(new Machine(2).place);
show([1].map(n => new Machine(n).found('map'))[0]);
show(outer.call(null, 'call'));
show(outer.apply(null, ['apply']));
show(outer.bind(null, 'bind')());
show(Reflect.apply(outer, null, ['reflect']));
show(new Proxy(outer, {})('proxy'));
const tag = (s, v) => outer(s.join(v));
show((n => tag`a${n}b`)(1));
show((o => o?.f?.(...['chain']))({ f(text) { return outer(text); } }));

function even(n) { return n === 0 ? here('even') : odd(n - 1); }
function odd(n) { return n === 0 ? here('odd') : even(n - 1); }
show(even(4));
show(odd(4));
function self(n) { switch (n) { case 0: return here('switch'); default: return self(n - 1); } }
show(self(3));
const pick = f => { try { return f(); } catch (e) { return e; } finally { odd(0); } };
show(pick(() => { return Machine.trap('caught'); }));
show(pick(() => new Machine(0)()));
show(pick(() => (function absent() { const m = missing(); })()));
show(pick(() => { return (0, 1)(); }));
show(pick(() => { return undefined?.x ?? null.y(); }));
