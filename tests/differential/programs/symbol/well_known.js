const o = { [Symbol.toPrimitive](h) { return h; }, get [Symbol.toStringTag]() { return 'Tagged'; } }; console.log(`${o}`, o + '', +o, o * 1, Object.prototype.toString.call(o), [o] + '');
class Even { static [Symbol.hasInstance](n) { return n % 2 === 0; } } console.log(2 instanceof Even, 3 instanceof Even);
console.log('a-b'.split({ [Symbol.split]: (s, l) => ['split', s, l] }, 3), 'x'.replace({ [Symbol.replace]: (s, r) => s + r }, 'R'), 'x'.match({ [Symbol.match]: () => 'M' }), 'x'.search({ [Symbol.search]: () => 7 }), [...'ab'.matchAll({ [Symbol.matchAll]: () => [1, 2] })]);
const re = /a/; re[Symbol.match] = false; console.log('/a/'.startsWith(re), '/a/'.includes(re)); try { 'a'.startsWith(/a/); } catch (e) { console.log(e.message); }
console.log(Object.getOwnPropertyNames(Symbol).filter((n) => typeof Symbol[n] === 'symbol').sort().join(), Symbol.iterator.toString(), Symbol.iterator.description, Symbol.keyFor(Symbol.iterator));
