// Private methods and accessors in eval.
class P {
  #x = 1; #m() { return 'm' + this.#x; } get #g() { return 'g'; } set #g(v) { this.#x = v; } static #s = 's'; static #sm() { return 'sm'; }
  test() { return eval('[this.#m(), this.#g, #m in this, #sm in P, P.#s, P.#sm()]'); }
  set() { eval('this.#g = 5; this.#x++'); return this.#x; }
  bad() { try { eval('this.#m = 1'); } catch (e) { return e.name + e.message; } }
  wrong() { try { eval('({}).#m()'); } catch (e) { return e.name + e.message; } }
}
console.log(new P().test(), new P().set(), new P().bad(), new P().wrong());
