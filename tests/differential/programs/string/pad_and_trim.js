// repeat, padStart, padEnd, trim and its kin.
const show = (f) => {
  try {
    return JSON.stringify(f());
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};
for (const n of [0, 1, 3, 2.9, -1, -0.5, NaN, Infinity, "2", "-1", null, undefined]) console.log(n, show(() => "ab".repeat(n)), show(() => "é€".repeat(n)), show(() => "".repeat(n)));
console.log(show(() => "a".repeat(2 ** 30)), show(() => "a".padEnd(2 ** 30)), show(() => "a".padStart(2 ** 30, "")));
for (const n of [0, 3, 7, -1, NaN, 8.9, "6"])
  for (const filler of [undefined, "", "x", "xyz", "€", 12, null]) console.log(n, show(() => "abc".padStart(n, filler)), show(() => "abc".padEnd(n, filler)));
const spaces = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
for (const s of [spaces + "a b" + spaces, spaces, "", "x", "\u200bx\u200b", "\u180ex", "\u0085x", "  €  "]) console.log(show(() => s.trim()), show(() => s.trimStart()), show(() => s.trimEnd()));
console.log(String.prototype.trimLeft === String.prototype.trimStart, String.prototype.trimRight.name, String.prototype.trim.length);
