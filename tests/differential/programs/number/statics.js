// Number's constants and predicates, Boolean.
for (const name of ["MAX_VALUE", "MIN_VALUE", "EPSILON", "MAX_SAFE_INTEGER", "MIN_SAFE_INTEGER", "NaN", "NEGATIVE_INFINITY", "POSITIVE_INFINITY"]) console.log(name, Number[name], JSON.stringify(Object.getOwnPropertyDescriptor(Number, name)));
for (const v of [0, -0, 1.5, NaN, Infinity, 2 ** 53, 2 ** 53 - 1, -(2 ** 53), 1e300, "1", null, undefined, true, {}]) console.log(String(v), Number.isFinite(v), Number.isInteger(v), Number.isNaN(v), Number.isSafeInteger(v));
for (const v of [0, -0, NaN, 1, "", "0", "false", null, undefined, [], {}, Symbol.iterator, Infinity]) console.log(Boolean(v), new Boolean(v).valueOf(), new Boolean(v).toString());
for (const f of [() => Boolean.prototype.toString.call(1), () => Boolean.prototype.valueOf.call({}), () => Number.prototype.valueOf.call(null)]) {
  try {
    f();
  } catch (e) {
    console.log(`${e.name}: ${e.message}`);
  }
}
console.log(Boolean.prototype.valueOf(), Number.prototype.valueOf(), typeof Object(true), typeof Object(1), new Boolean(false) ? "truthy" : "falsy");
class Celsius extends Number {
  toString() {
    return super.toString() + "°C";
  }
}
console.log(`${new Celsius(21.5)}`, new Celsius(3) + 4, new Celsius("0x10").toFixed(1));
