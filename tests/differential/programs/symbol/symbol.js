// Symbols: descriptions, the registry, conversions.
const show = (f) => {
  try {
    return String(f());
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};
console.log(Symbol("a").toString(), Symbol().toString(), Symbol("a").description, Symbol().description, Symbol("").description === "", Symbol(undefined).description, Symbol(null).description);
console.log(Symbol.for("z") === Symbol.for("z"), Symbol.for("z") === Symbol("z"), Symbol.keyFor(Symbol.for("z")), Symbol.keyFor(Symbol("z")), Symbol.for("z").description, Symbol.for().description);
console.log(show(() => new Symbol()), show(() => Symbol.keyFor("z")), show(() => Symbol() + 1), show(() => `${Symbol()}`), show(() => +Symbol()), show(() => Symbol.prototype.toString.call(1)), show(() => Symbol.prototype.description));
for (const name of ["asyncIterator", "hasInstance", "isConcatSpreadable", "iterator", "match", "matchAll", "replace", "search", "species", "split", "toPrimitive", "toStringTag", "unscopables"])
  console.log(Symbol[name].toString(), JSON.stringify(Object.getOwnPropertyDescriptor(Symbol, name)), Symbol.keyFor(Symbol[name]));
const wrapped = Object(Symbol("w"));
console.log(typeof wrapped, wrapped.description, wrapped.toString(), wrapped.valueOf() === wrapped[Symbol.toPrimitive](), wrapped == wrapped.valueOf(), Object.prototype.toString.call(wrapped));
const key = Symbol("k");
const o = { [key]: 1, plain: 2 };
console.log(o[key], o[Object(key)], Object.keys(o).join(), Object.getOwnPropertySymbols(o).length, key in o, JSON.stringify(o));
for (let i = 0; i < 500; i++) Symbol.for("many" + i);
console.log(Symbol.for("many250") === Symbol.for("many" + 250));
