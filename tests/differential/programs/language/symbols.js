const s = Symbol('desc'), t = Symbol('desc');
console.log(s === t, s.toString(), s.description, typeof s, Symbol().description, Symbol.for('k') === Symbol.for('k'), Symbol.keyFor(Symbol.for('k')));
const o = { [s]: 1, plain: 2, [Symbol.for('z')]() { return 'z'; } };
console.log(o[s], Object.keys(o), Object.getOwnPropertySymbols(o), JSON.stringify(o), s in o, o[Symbol.for('z')]());
class Even { static [Symbol.hasInstance](n) { return n % 2 === 0; } }
console.log(2 instanceof Even, 3 instanceof Even);
const c = { length: 2, 0: 'a', 1: 'b', [Symbol.isConcatSpreadable]: true };
console.log([1].concat(c));
try { Number(s); } catch (e) { console.log(e.message); }
try { new Symbol(); } catch (e) { console.log(e.message); }
console.log(Object(s) == s, o, Symbol.iterator.toString());
