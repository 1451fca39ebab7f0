// Digits of pi by Gibbons's unbounded spigot, in which numbers grow as long as the digits that it has given.
function pidigits(count) {
  let digits = '';
  let i = 0n, k = 0n, q = 1n, r = 0n, t = 1n;
  while (digits.length < count) {
    k += 1n;
    const odd = 2n * k + 1n;
    r = (2n * q + r) * odd;
    t *= odd;
    q *= k;
    if (q > r) continue;
    const digit = (q * 3n + r) / t;
    if (digit !== (q * 4n + r) / t) continue;
    digits += digit;
    i += 1n;
    q *= 10n;
    r = (r - digit * t) * 10n;
  }
  return digits;
}

exports.run = function run() {
  const digits = pidigits(3000);
  return digits.slice(0, 20) + digits.slice(-20);
};
