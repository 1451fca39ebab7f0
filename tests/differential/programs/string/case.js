// Full case mapping: special casing, final sigma, code points beyond the BMP.
const samples = ["", "abc XYZ 123", "ÀÉÎõü ß ŉ ǰ ﬁ ﬃ ΐ ΰ", "İIıi", "ΑΣ ΑΣΑ Σ ΑΣ. ΑΣ\u00ad ΑΣ\u0301β Σ\u0301 aΣb", "ÿµ", "ẞ\u0345α\u0345", "𐐀𐐨 𞤀𞤢", "\ud801\udc00\ud801", "ǅ ǆ Ǆ ᾳ ᾼ ᾀ"];
const hex = (s) => Array.from(s, (c) => c.codePointAt(0).toString(16)).join(" ");
for (const s of samples) {
  console.log(s.toUpperCase(), hex(s.toUpperCase()));
  console.log(s.toLowerCase(), hex(s.toLowerCase()));
  console.log(s.toLocaleUpperCase() === s.toUpperCase(), s.toLocaleLowerCase("en") === s.toLowerCase());
}
let upper = 0, lower = 0;
for (let cp = 0; cp < 0x3000; cp++) {
  const c = String.fromCodePoint(cp);
  for (const m of c.toUpperCase()) upper = (upper * 31 + m.codePointAt(0)) % 1000003;
  for (const m of c.toLowerCase()) lower = (lower * 31 + m.codePointAt(0)) % 1000003;
}
console.log(upper, lower);
