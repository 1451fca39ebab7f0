console.log(Math.max(), Math.min(), Math.max(1, '3', 2), Math.max(NaN, 1), Math.abs(-5.5), Math.sign(-3), Math.trunc(-4.7), Math.round(2.5), Math.round(-2.5), Math.round(0.49999999999999994), Math.floor(-0.5), Math.ceil(-0.5));
console.log(Math.sqrt(2), Math.cbrt(27), Math.hypot(3, 4), Math.pow(2, 0.5), 2 ** 0.5, Math.exp(1), Math.log(10), Math.log2(8), Math.log10(1000), Math.log1p(1e-10), Math.expm1(1e-10));
console.log(Math.sin(1), Math.cos(1), Math.tan(1), Math.atan2(1, -1), Math.asin(0.5), Math.acos(0.5), Math.atan(2), Math.sinh(1), Math.cosh(1), Math.tanh(1), Math.asinh(1), Math.acosh(2), Math.atanh(0.5));
console.log(Math.imul(0xffffffff, 5), Math.clz32(1), Math.fround(5.05), Math.PI, Math.E, Math.SQRT2, Math.LN2);
const r = Math.random();
console.log(r >= 0 && r < 1, Math[Symbol.toStringTag], typeof Math, Math.pow(NaN, 0), Math.pow(1, Infinity), (-8) ** (1 / 3), Math.min(0, -0), Math.hypot());
console.log(7 % -3, -7 % 3, 5.5 % 2, 1e17 % 7, -1 % 1, 0.1 % 0.01, 2 ** 53 % 10, 4 % Infinity, Infinity % 2);
