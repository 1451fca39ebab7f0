// Sorting a million numbers: integers and doubles with (a, b) => a - b, nearly sorted ones, and typed arrays.
const COUNT = 1000000;
let seed = 42;
function random() {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return seed;
}
const integers = [], doubles = [], nearly = [];
for (let i = 0; i < COUNT; i++) {
  integers.push(random() >> 4);
  doubles.push(random() / 1024 - 1e6);
  nearly.push(i % 100 === 99 ? random() % COUNT : i);
}

const check = (array) => array[0] + array[COUNT >> 1] + array[COUNT - 1];
const sortIntegers = () => check(integers.slice().sort((a, b) => a - b));
const sortDoubles = () => check(doubles.slice().sort((a, b) => b - a));
const sortNearly = () => check(nearly.slice().sort((a, b) => a - b));
const sortTyped = () => check(Float64Array.from(doubles).sort()) + check(Int32Array.from(integers).sort())
  + check(new Uint32Array(integers).sort((a, b) => b - a));

exports.parts = { sortIntegers, sortDoubles, sortNearly, sortTyped };
exports.run = function run() {
  return sortIntegers() + sortDoubles() + sortNearly() + sortTyped();
};
