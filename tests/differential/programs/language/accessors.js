const o = {
  _v: 1,
  get v() { return this._v; },
  set v(x) { this._v = x * 2; },
  get ['comp' + 'uted']() { return 'c'; },
  get readonly() { return 'ro'; },
};
o.v = 5;
console.log(o.v, o.computed, Object.keys(o));
o.readonly = 1;
console.log(o.readonly);
(() => { 'use strict'; try { o.readonly = 1; } catch (e) { console.log(e.message); } })();
Object.defineProperty(o, 'd', { get() { return 'dyn'; }, configurable: true });
console.log(o.d, o.propertyIsEnumerable('d'), Object.getOwnPropertyDescriptor(o, 'v'));
const child = Object.create(o);
child.v = 7;
console.log(child._v, Object.keys(child), o._v);
Object.defineProperty(o, 'd', { value: 'fixed' });
console.log(o.d, Object.getOwnPropertyDescriptor(o, 'd'));
