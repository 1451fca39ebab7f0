// String objects: index properties, length, and ordinary ones beside them.
"use strict";
const show = (f) => {
  try {
    return JSON.stringify(f());
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};
const w = new String("hey");
w.extra = 1;
w[5] = "five";
console.log(Object.getOwnPropertyNames(w).join(), Object.keys(w).join(), w.length, w[1], w[5], w[7]);
console.log(1 in w, 3 in w, "length" in w, w.hasOwnProperty("0"), w.hasOwnProperty(3), Object.hasOwn(w, "length"));
console.log(show(() => { w[0] = "x"; }), show(() => { w.length = 1; }), show(() => delete w[0]), show(() => delete w.length), show(() => delete w[5]), show(() => delete w[9]));
console.log(show(() => Object.getOwnPropertyDescriptor(w, 1)), show(() => Object.getOwnPropertyDescriptor(w, "length")), show(() => Object.getOwnPropertyDescriptor(w, 3)));
console.log(show(() => Object.defineProperty(w, 0, { value: "h" }) === w), show(() => Object.defineProperty(w, 0, { value: "x" })), show(() => Object.defineProperty(w, 0, { enumerable: false })));
const keys = [];
for (const k in w) keys.push(k);
console.log(keys.join(), typeof w, w instanceof String, w == "hey", String(w), `${w}`, w + 1);
class Sub extends String {
  shout() {
    return this.toUpperCase() + "!";
  }
}
const sub = new Sub("abc");
console.log(sub.shout(), sub.length, sub[2], Object.prototype.toString.call(sub));
console.log(show(() => String.prototype.toString.call(1)), show(() => String.prototype.valueOf.call({})), String.prototype.valueOf() === "", show(() => Object.freeze(new String("ab")).length));
console.log(String(Symbol("s")), show(() => new String(Symbol("s"))), show(() => "" + Symbol()), String(), String(undefined), String(null), String([1, [2]]));
console.log("abc".anchor('a"b'), "x".link("u"), "x".big(), "x".fontcolor("red"), "x".sup());
