// Exact comparison with numbers, strings and other kinds; equality in collections.
const big = [0n, 1n, -1n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 64n), 2n ** 1024n, -(10n ** 400n), 9007199254740993n];
const other = [0, -0, 1, 1.5, -1.5, 0.5, -0.5, 2 ** 53, 2 ** 64, -(2 ** 64), Infinity, -Infinity, NaN, 1.7e308, '1', ' 0x1 ', '', '1.5', 'x', '-1',
  '9007199254740993', true, false, null, undefined, 5e-324];
for (const a of big)
  for (const b of other)
    console.log([a < b, a <= b, a > b, a >= b, b < a, b <= a, a == b, b == a, a === b].map(Number).join(''));
console.log(1n == Object(1n), 2n == { valueOf: () => '2' }, 1n == Symbol(), 1n < { valueOf: () => 2 });
console.log([1n, 2n].includes(2n), [1n].indexOf(1n), [1].includes(1n), Object.is(0n, -0n));
const map = new Map([[1n, 'a'], [2n ** 80n, 'b'], [1, 'c'], ['1', 'd']]);
console.log(map.get(1n), map.get(4n ** 40n), map.get(1), map.get('1'), new Set([0n, -0n, 5n, 5n]).size);
console.log([3n, 1, -2n, 2.5, 10n].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)), [3n, 10n, 2n].sort());
const object = {};
object[1n] = 'x';
object[2n ** 70n] = 'y';
console.log(object, 1n in object);
