let a = (1, 2, 3);
console.log(a, void 0, void 'x', typeof null, typeof undefined, typeof {}, typeof [], typeof (() => {}), typeof class {}, typeof 1, typeof 'a', typeof true, typeof Symbol());
for (let i = 0, j = 10; i < j; i += 3, j -= 3) console.log(i, j);
console.log(!0, !!'a', !'', !null, !NaN, ![] + [], !!document());
function document() { return typeof window; }
console.log(typeof typeof 1, typeof new Number(1), typeof Object(false));
