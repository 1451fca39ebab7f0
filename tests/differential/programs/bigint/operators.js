// Arithmetic, bit operations, mixing, limits.
const attempt = (f) => {
  try { console.log(f()); } catch (e) { console.log(e.name + ': ' + e.message); }
};
const values = [0n, 1n, -1n, 2n, -7n, 63n, -64n, 2n ** 64n - 1n, -(2n ** 64n), 2n ** 127n + 12345n, -(3n ** 90n)];
for (const a of values) {
  console.log(-a, ~a, String(a));
  for (const b of values) {
    console.log([a + b, a - b, a * b, b ? a / b : '/', b ? a % b : '%', a & b, a | b, a ^ b, a < b, a <= b, a == b, a === b].join());
  }
  for (const shift of [0n, 1n, 63n, 64n, 65n, 200n, -1n, -64n, -130n]) console.log(a << shift, a >> shift);
}
for (const exponent of [0n, 1n, 2n, 5n, 64n]) console.log(values.slice(0, 6).map((v) => v ** exponent).join());
console.log((-1n) ** (2n ** 70n + 1n), 0n ** (2n ** 70n), -(5n ** 30n) >> 2n ** 70n, 1n >> 2n ** 70n);
let x = 5n;
console.log(x++, ++x, x--, --x, x += 2n, x **= 3n, x <<= 2n);
attempt(() => 1n + 1);
attempt(() => 1 * 1n);
attempt(() => 1n & 1);
attempt(() => 1n + '2');
attempt(() => 1n >>> 0n);
attempt(() => 1n >>> 0);
attempt(() => +1n);
attempt(() => 1n / 0n);
attempt(() => 1n % 0n);
attempt(() => 2n ** (2n ** 30n));
attempt(() => 2n ** (2n ** 64n));
attempt(() => 1n << 2n ** 30n);
attempt(() => 1n >> -(2n ** 70n));
attempt(() => 1n - { valueOf: () => 3n });
attempt(() => Math.max(1n));
attempt(() => [].at(0n));
function unknown(a, b) {
  let c = a;
  for (let i = 0; i < 3; i++) c = c * b - a;
  return [c, -c, c % b, c & b, ~c];
}
console.log(unknown(3, 4), unknown(3n, 4n), unknown(1.5, 4), unknown(-3n, 2n ** 65n));
attempt(() => unknown(1n, 2));
