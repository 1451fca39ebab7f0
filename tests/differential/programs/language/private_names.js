class Stack {
  #items = [];
  static #made = 0;
  #check(i) { if (i < 0) throw new RangeError('empty'); return i; }
  constructor() { Stack.#made++; }
  push(x) { this.#items.push(x); return this; }
  pop() { this.#check(this.#items.length - 1); return this.#items.pop(); }
  get #size() { return this.#items.length; }
  get size() { return this.#size; }
  static made() { return Stack.#made; }
  static is(o) { return #items in o; }
}
const s = new Stack().push(1).push(2);
console.log(s.pop(), s.size, s.pop(), Stack.made(), Stack.is(s), Stack.is({}), Object.keys(s), s);
try { s.pop(); } catch (e) { console.log(e.message); }
try { Stack.prototype.push.call({}, 1); } catch (e) { console.log(e.name, e.message); }
class Counter { #n = 0; inc() { this.#n++; this.#n += 2; return this.#n; } set v(x) { this.#n = x; } }
const c = new Counter();
c.v = 10;
console.log(c.inc(), c.inc());
