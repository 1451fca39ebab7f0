// Math: what is exact in every engine: special values, rounding, integers, extremes.
const show = (n) => (Object.is(n, -0) ? "-0" : String(n));
const numbers = [0, -0, 1, -1, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 0.49999999999999994, -0.2, 4503599627370495.5, 9007199254740991, 1e300, -1e300, NaN, Infinity, -Infinity, 2147483647, 2147483648, 4294967296, -2147483649, 1e-320, 16777217, 3.4028235677973366e38];
for (const f of ["abs", "ceil", "floor", "round", "trunc", "sign", "fround", "clz32", "sqrt"]) console.log(f, numbers.map((n) => show(Math[f](n))).join(" "));
for (const f of ["acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "cos", "cosh", "exp", "expm1", "log", "log10", "log1p", "log2", "sin", "sinh", "tan", "tanh"]) console.log(f, [0, -0, NaN, Infinity, -Infinity, 1, -1].map((n) => show(Math.round(Math[f](n) * 1e12) / 1e12)).join(" "));
for (const a of numbers) {
  console.log(numbers.map((b) => show(Math.max(a, b)) + " " + show(Math.min(a, b)) + " " + show(Math.imul(a, b))).join(" "));
  console.log([0, -0, 1, -1, 2, 3, -3, 0.5, Infinity, -Infinity, NaN].map((b) => [0, 1, 2].includes(b) || !Number.isFinite(a * b) ? show(Math.pow(a, b)) : "").join(" "));
  console.log([0, -0, Infinity, -Infinity, NaN].map((b) => show(Math.round(Math.atan2(a, b) * 1e12)) + " " + show(Math.hypot(a, b))).join(" "));
}
console.log(Math.max(), Math.min(), Math.hypot(), Math.hypot(3, 4), Math.hypot(3, 4, 12), Math.hypot(-3), Math.hypot(NaN, Infinity), Math.max("3", [4], true), Math.min(1, {}), Math.cbrt(27), Math.cbrt(-8), Math.log10(1000), Math.log2(8), Math.imul(0xffffffff, 5), Math.clz32("16"));
for (const name of ["E", "LN10", "LN2", "LOG10E", "LOG2E", "PI", "SQRT1_2", "SQRT2"]) console.log(name, Math[name], JSON.stringify(Object.getOwnPropertyDescriptor(Math, name)));
const log = [];
Math.max(...["a", "b"].map((name) => ({ valueOf() { log.push(name); return NaN; } })), { valueOf() { log.push("c"); return 1; } });
console.log(log.join(), Object.prototype.toString.call(Math), typeof Math);
let inside = true;
for (let i = 0; i < 10000; i++) inside &&= (() => { const r = Math.random(); return r >= 0 && r < 1; })();
console.log(inside, Math.random() !== Math.random());
