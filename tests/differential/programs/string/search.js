// indexOf, lastIndexOf, includes, startsWith, endsWith.
const texts = ["", "a", "abracadabra", "aaaaa", "x".repeat(50) + "y" + "x".repeat(20), "naïve café €5 €7", "😀😃😀"];
const needles = ["", "a", "abra", "aa", "xy", "yx", "é", "€", "€7", "\ud83d", "😀", undefined, null, 5];
const positions = [undefined, 0, 1, -1, 3.5, NaN, Infinity, -Infinity, "2", 1000];
for (const text of texts) {
  for (const needle of needles) {
    for (const method of ["indexOf", "lastIndexOf", "includes", "startsWith", "endsWith"])
      console.log(JSON.stringify(needle), method, text[method](needle), positions.map((p) => text[method](needle, p)).join(" "));
  }
}
for (const method of ["includes", "startsWith", "endsWith"]) {
  try {
    "a"[method](/a/);
  } catch (e) {
    console.log(`${e.name}: ${e.message}`);
  }
}
// Quadratic for a plain search.
console.log("a".repeat(200000).indexOf("a".repeat(100000) + "b"), ("a".repeat(200000) + "b").indexOf("a".repeat(100000) + "b"));
console.log("é€".repeat(50000).indexOf("é€".repeat(30000) + "é€€"));
const rope = "abc".repeat(20) + "def".repeat(20) + "ghi".repeat(20);
console.log(rope.indexOf("cdef"), rope.lastIndexOf("fghi"), rope.includes("ghia"));
