// Number to text in every notation.
const show = (f) => {
  try {
    return f();
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};
const numbers = [0, -0, 1, -1, 0.5, 1.5, 2.5, -0.5, 0.1, 123.456, 1e21, 1e-7, 123456789.123, 5e-324, 1.7976931348623157e308, NaN, Infinity, -Infinity, 255, 4294967295, 1e20, 0.000001, 99.995, 1.005, 1234567.891, 2 ** 53, 2 ** 60, 1 / 3];
for (const n of numbers) {
  console.log(String(n), `${n}`, n + "", [2, 3, 8, 10, 16, 36, 1, 37, undefined, null, "16", 2.9].map((r) => show(() => n.toString(r))).join(" "));
  for (const method of ["toFixed", "toPrecision", "toExponential"])
    console.log(method, [undefined, 0, 1, 2, 5, 20, 100, 101, -1, NaN, "3"].map((d) => show(() => n[method](d))).join(" "));
}
for (const method of ["toString", "toFixed", "toPrecision", "toExponential", "valueOf", "toLocaleString"]) console.log(show(() => Number.prototype[method].call("1")), show(() => Number.prototype[method].call(new Number(1.5))));
