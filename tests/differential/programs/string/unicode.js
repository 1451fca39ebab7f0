// Well-formedness, normalisation, iteration, codes.
const show = (f) => {
  try {
    return JSON.stringify(f());
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};
const hex = (s) => Array.from({ length: s.length }, (_, i) => s.charCodeAt(i).toString(16)).join(" ");
for (const s of ["", "abc", "😀", "a\ud800", "\udc00b", "\ud83d\ud83d\ude00\ude00", "é"]) console.log(s.isWellFormed(), hex(s.toWellFormed()), [...s].map(hex).join("|"));
for (const s of ["é", "e\u0301", "\u1e9b\u0323", "ﬁ ² ½ Å", "가각힣", "\u1100\u1161\u11a8", "a\u0315\u0300\u05ae\u0300", "\u0344", "\ud800\u0301", "𝅗𝅥 𑂚"])
  console.log(["NFC", "NFD", "NFKC", "NFKD"].map((form) => hex(s.normalize(form))).join(" | "), s.normalize() === s.normalize("NFC"));
console.log(show(() => "a".normalize("nfc")), show(() => "a".normalize(null)));
console.log(show(() => String.fromCharCode(65, 66.9, -1, 65536 + 67, "68")), show(() => String.fromCharCode()), show(() => String.fromCodePoint(0x1f600, 97)));
for (const bad of [-1, 1.5, 0x110000, NaN, "_", Infinity, {}]) console.log(show(() => String.fromCodePoint(bad)));
console.log(String.raw`a\n${1}\u{41}b`, String.raw({ raw: "xyz" }, 1, 2, 3), show(() => String.raw()), show(() => String.raw({})), show(() => String.raw({ raw: { length: 2 } })));
const iterator = "a😀"[Symbol.iterator]();
console.log(JSON.stringify([iterator.next(), iterator.next(), iterator.next(), iterator.next()]), Object.prototype.toString.call(iterator));
console.log(show(() => iterator.next.call({})));
