// BigInt(), asIntN, asUintN, toString, Number(), wrappers, JSON, inspection.
const attempt = (f) => {
  try { console.log(f()); } catch (e) { console.log(e.name + ': ' + e.message); }
};
for (const v of [1.5, NaN, 1e400, 1e21, -5e20, Number.MAX_VALUE, 'x', '', ' 12 ', '0xFf', '-0x1', '+5', '-', '0b', '0B11', '1n', '1_0', '\u2028077\t', true, null,
  undefined, Symbol('s'), {}, Object(3n), [12], -0, '9'.repeat(60)]) attempt(() => BigInt(v));
attempt(() => new BigInt(1));
attempt(() => BigInt());
attempt(() => BigInt.prototype.toString.call(1));
attempt(() => BigInt.prototype.valueOf.call({}));
attempt(() => (1n).toString(1));
attempt(() => BigInt.asIntN(-1, 1n));
attempt(() => BigInt.asIntN(2 ** 53, 1n));
attempt(() => BigInt.asIntN(1, 1));
attempt(() => BigInt.asUintN(2 ** 31, -1n));
attempt(() => JSON.stringify({ a: 1n }));
attempt(() => (2n ** (2n ** 30n - 1n)).toString(2));
for (const v of [0n, 1n, 25n, 128n, -1n, -129n, 2n ** 63n, 2n ** 64n - 1n, -(2n ** 64n), 3n ** 100n, -(3n ** 100n)]) {
  console.log([0, 1, 3, 8, 63, 64, 65, 128, 200].map((bits) => [BigInt.asIntN(bits, v), BigInt.asUintN(bits, v)]).join(' '));
  console.log([2, 3, 10, 16, 36].map((radix) => v.toString(radix)).join(' '), Number(v));
}
for (let i = 0n; i < 6n; i++) console.log(Number(2n ** 60n + i * 128n + 1n), Number(2n ** 53n + i), Number(-(2n ** 1024n) + 2n ** 970n - i));
console.log((1234567n).toLocaleString(), (-12n).toLocaleString('en-US'), `${10n ** 20n}`, 'a' + 1n, [1n, 2n].join());
console.log(Object(5n), [Object(-1n)], { n: 1n }, new Map([[1n, 2n]]), parseInt('12n'), parseFloat(12n), Object(2n) + 3n);
console.log(Object.prototype.toString.call(1n), Object.getOwnPropertyNames(BigInt.prototype), BigInt.name, BigInt.length);
console.log(require('util').format('%d %i %s %o', 1n, 2n, 3n, 4n), typeof process.hrtime.bigint());
