// Text to number: Number, parseFloat, parseInt.
const texts = ["", " ", "0x1f", "0X1F", "0b11", "0o17", "12px", "-0", "+5", " 42 ", "1e3", "1e", ".5", "5.", ".", "Infinity", "-Infinity", "infinity", "1_000", "0x", "--1", "\u00a012\ufeff", "1e1000", "-1e-1000", "123456789012345678901234567890", "0x8000000000000401", "0.1e-5abc", "00012", "0x-1", "-0x10", "null", "+", "1 2", "9007199254740993", "2.2250738585072011e-308", "0.".padEnd(400, "0") + "1", "1".padEnd(320, "0"), "１２", "٣"];
const show = (n) => (Object.is(n, -0) ? "-0" : String(n));
for (const text of texts) {
  console.log(JSON.stringify(text.slice(0, 40)), show(Number(text)), show(+text), show(parseFloat(text)), show(parseInt(text)));
  console.log([2, 8, 10, 16, 36, 0, 1, 37, -1, NaN, "16", 2 ** 32 + 10].map((radix) => show(parseInt(text, radix))).join(" "));
}
for (const value of [null, undefined, true, false, [], [5], [1, 2], {}, { valueOf: () => 7 }, { toString: () => "8" }, new Date(5)]) console.log(show(Number(value)), show(parseInt(value)), show(new Number(value).valueOf()));
for (const f of [Number, parseInt, parseFloat]) {
  try {
    f(Symbol("s"));
  } catch (e) {
    console.log(`${e.name}: ${e.message}`);
  }
}
console.log(Number.parseInt === parseInt, Number.parseFloat === parseFloat, Number(), typeof new Number(1), parseInt(1e21), parseInt(null, 36), parseFloat(-0) === 0, parseInt(0.0000005));
