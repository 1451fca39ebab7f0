// replace and replaceAll with strings: templates, functions, order of conversions.
const show = (f) => {
  try {
    return JSON.stringify(f());
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};
const texts = ["", "a", "abcabc", "a.b.c", "$x$x", "naïve ï"];
const patterns = ["", "a", "b", "abc", ".", "$", "ï", "z", undefined];
const replacements = ["", "R", "[$&]", "$$", "$`|$'", "$1$2$<a>$0", "$", "ü", undefined, (...args) => args.join("/"), () => 7, () => undefined];
for (const text of texts)
  for (const pattern of patterns)
    console.log(replacements.map((r) => show(() => text.replace(pattern, r)) + " " + show(() => text.replaceAll(pattern, r))).join(" "));
const log = [];
const value = (name, result) => ({ toString() { log.push(name); return result; } });
String.prototype.replace.call(value("this", "xax"), value("pattern", "a"), value("replacement", "b"));
String.prototype.replaceAll.call(value("this", "xax"), value("pattern", "a"), value("replacement", "b"));
console.log(log.join(" "));
console.log(show(() => "abc".replaceAll(/b/, "x")), show(() => "abc".replace({ [Symbol.replace]: (s, r) => `${s}-${r}` }, "x")));
console.log(show(() => "abc".replace("b", () => { throw new RangeError("from the function"); })));
console.log(show(() => String.prototype.replace.call(null, "a", "b")), "x".repeat(1000).replaceAll("x", "yy").length);
console.log(show(() => "ab".replaceAll("", "x".repeat(2 ** 28))));
