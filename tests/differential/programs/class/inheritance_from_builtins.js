class Stack extends Array { top() { return this[this.length - 1]; } static get [Symbol.species]() { return Array; } }
const s = new Stack(); s.push(1, 2, 3);
console.log(s, s.length, s.top(), s instanceof Array, Array.isArray(s), s.map((x) => x) instanceof Stack, Stack.from([1]) instanceof Stack);
class MyError extends Error { constructor(m, code) { super(m); this.code = code; } get name() { return 'MyError'; } }
const e = new MyError('bad', 42);
console.log(String(e), e instanceof Error, e.code, Object.keys(e), e.stack.split('\n')[0]);
class DefaultMap extends Map { constructor(d, it) { super(it); this.d = d; } get(k) { return this.has(k) ? super.get(k) : this.d; } }
const m = new DefaultMap(0, [['a', 1]]);
console.log(m.get('a'), m.get('b'), m.size, m);
class Str extends String { shout() { return this.toUpperCase() + '!'; } }
console.log(new Str('hi').shout(), new Str('hi').length, new Str('abc')[1]);
class Num extends Number { plus(n) { return new Num(this + n); } }
console.log(new Num(2).plus(3) + 1);
class P extends Promise {} console.log(P.resolve(1) instanceof P, P.resolve(1).then(() => {}) instanceof P);
class RE extends RegExp { exec(s) { const r = super.exec(s); if (r) r.tagged = true; return r; } }
console.log('xay'.match(new RE('a')).tagged, 'aXbX'.replace(new RE('X', 'g'), '-'));
