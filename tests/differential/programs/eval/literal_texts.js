// Just in time only: texts that are a regular expression literal, and others that are nearly one and need the compiler.
const indirect = eval;
const texts = ["/a/", "/a\\/b/gi", "/[/]/", "/a", "/a/gg", "/a/x", "/(/", "/a/.source", "//a", "/*a*/", "/a\\\n/", "/a\n/", "/[/", "/\u{1F600}/u", "/\ud800/", " /a/ ", "/a/\u0067", "/(?<n>x)/v", "/a/g\n", "/\\", "/", "//", ""];
for (const text of texts) {
  for (const run of [indirect, (t) => eval(t)]) {
    try {
      const value = run(text);
      console.log(JSON.stringify(text), value instanceof RegExp, value?.source ?? value, value?.flags, value?.lastIndex);
    } catch (error) { console.log(JSON.stringify(text), error.name); }
  }
}
console.log(eval("/a/") !== eval("/a/"), eval("/a/").constructor === RegExp);
RegExp.prototype.exec = null;
const RegExp1 = RegExp;
globalThis.RegExp = class {};
console.log(eval("/a/") instanceof RegExp1);
