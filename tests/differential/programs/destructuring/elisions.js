"use strict";
// An elision in an array pattern asks the iterator's result whether it is done, but not for its value.
function source(tag, count) {
  let at = 0;
  return {
    [Symbol.iterator]() { return this; },
    next() {
      const here = at++;
      return { get done() { console.log(tag, "done", here); return here >= count; }, get value() { console.log(tag, "value", here); return here; } };
    },
    return() { console.log(tag, "return"); return {}; },
  };
}
const [a, , b] = source("declared", 5);
console.log(a, b);
let c, rest;
[, c, , ...rest] = source("assigned", 6);
console.log(c, rest);
[, , c] = source("short", 1);
console.log(c);
for (const [, x = 7] of [source("loop", 1)]) console.log(x);
((...[, y]) => console.log(y))(1, 2);
(([, , y = 9]) => console.log(y))(source("parameter", 2));
const [, second] = (function* () { yield 1; yield 2; })();
console.log(second);
