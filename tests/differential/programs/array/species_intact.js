// map, filter and slice while nothing was changed, and when constructors or species are.
const names = (a) => a.constructor.name + ':' + (a instanceof Array) + ':' + a.length;
class Mine extends Array {}
console.log(names([1, 2].map((x) => x)), names(Mine.from([1, 2]).map((x) => x)), names(Mine.from([1]).concat([2])));
const odd = [1, 2, 3];
odd.constructor = undefined;
console.log(Array.isArray(odd.map((x) => x)), Object.keys(odd.filter(() => true)).join());
odd.constructor = { [Symbol.species]: Mine };
console.log(names(odd.map((x) => x)), names([1].map((x) => x)));

const species = Object.getOwnPropertyDescriptor(Array, Symbol.species);
Object.defineProperty(Array, Symbol.species, { get() { return Mine; }, configurable: true });
console.log(names([1, 2].map((x) => x)), names([1, 2].slice(1)));
Object.defineProperty(Array, Symbol.species, species);
console.log(names([1, 2].map((x) => x)));
Array.prototype.constructor = Mine;
console.log(names([1, 2].filter(() => true)), names([3].flatMap((x) => [x, x])));
Array.prototype.constructor = Array;
console.log(names([1, 2].filter(() => true)));
