class Temp {
  #c = 0;
  static #count = 0;
  get f() { return this.#c * 1.8 + 32; } set f(v) { this.#c = (v - 32) / 1.8; Temp.#count++; }
  static get count() { return Temp.#count; }
  [Symbol.toPrimitive](hint) { return hint === 'string' ? `${this.#c}C` : this.#c; }
  get [Symbol.toStringTag]() { return 'Temp'; }
  static [Symbol.hasInstance](x) { return typeof x === 'number'; }
  [Symbol.iterator]() { let i = 0; return { next: () => ({ done: i >= 2, value: i++ }) }; }
}
const t = new Temp(); t.f = 212;
console.log(`${t}`, +t, t + 1, t.f, Temp.count, 5 instanceof Temp, t instanceof Temp, [...t], Object.prototype.toString.call(t));
