// split by strings, with limits.
const texts = ["", "a", "a,b,,c,", "one two  three", "😀", "a--b--c"];
const separators = [undefined, "", ",", " ", "--", "a", "x", null, "😀", "\ud83d"];
const limits = [undefined, 0, 1, 2, -1, 1.9, NaN, "2", 2 ** 32 + 1];
for (const text of texts)
  for (const separator of separators)
    console.log(JSON.stringify(text.split(separator)), limits.map((n) => JSON.stringify(text.split(separator, n))).join(" "));
console.log("a1b2c3".split({ [Symbol.split]: (s, n) => [s, n] }, 5), "x".repeat(10).split("").length);
const parts = "a,bb,ccc".split(",");
parts.push("d");
console.log(parts.join(";"), Array.isArray(parts), "aXbXc".split("X", 2).length);
