// Units, code points and parts, for indices of every kind.
const samples = ["", "a", "hello, world", "😀a\ud800b\udc00😃", "naïve", "long enough to be a slice of its parent string"];
const indices = [0, -0, 1, -1, 3.7, -3.7, 40, -40, NaN, Infinity, -Infinity, "2", null, undefined, true, 2 ** 31, -(2 ** 31) - 1, {}];
const show = (f) => {
  try {
    return JSON.stringify(f());
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};
for (const s of samples) {
  for (const method of ["at", "charAt", "charCodeAt", "codePointAt"]) console.log(method, indices.map((i) => show(() => s[method](i))).join(" "));
  for (const method of ["slice", "substring", "substr"]) {
    for (const i of indices) console.log(method, indices.map((j) => show(() => s[method](i, j))).join(" "));
    console.log(show(() => s[method]()), show(() => s[method](1)));
  }
  console.log(show(() => s[0]), show(() => s["1"]), show(() => s[-1]), show(() => s.length), 0 in Object(s));
}
console.log("a".concat(1, null, undefined, [2], {}), "".concat());
for (const method of ["at", "slice", "concat", "charAt"]) console.log(show(() => String.prototype[method].call(null)), show(() => String.prototype[method].call(undefined, 0)));
console.log(String.prototype.slice.call(12345, 1, 3), String.prototype.at.call({ toString: () => "xyz" }, -1), String.prototype.charAt.call(true, 1));
