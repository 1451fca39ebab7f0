class Counter {
  #n = 0;
  #inc() { return ++this.#n; }
  get #double() { return this.#n * 2; }
  set #double(v) { this.#n = v / 2; }
  static #make() { return new Counter(); }
  static make() { return this.#make(); }
  step() { this.#inc(); this.#double += 2; this.#n ??= 9; return [this.#n, this.#double]; }
  static is(o) { return #n in o; }
  tryWrite() { try { this.#inc = 1; } catch (e) { return e.message; } }
  peek(o) { try { return o.#n; } catch (e) { return e.message; } }
  optional(o) { return o?.#n; }
}
const c = Counter.make();
console.log(c.step(), c.step(), Counter.is(c), Counter.is({}), c.tryWrite(), c.peek({}), c.optional(null), c.optional(c));
console.log(c, Object.getOwnPropertyNames(c), JSON.stringify(c));
try { Counter.is(1); } catch (e) { console.log(e.message); }
class Ro { get #a() { return 1; } set(v) { try { this.#a = v; } catch (e) { return e.message; } } }
console.log(new Ro().set(1));
