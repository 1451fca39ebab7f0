let out = ''; outer: for (let i = 0; i < 4; i++) { for (let j = 0; j < 4; j++) { if (j === 2) continue outer; if (i === 2) break outer; out += `${i}${j} `; } } console.log(out);
let n = 0; do { n++; if (n === 2) continue; if (n > 4) break; } while (n < 10); console.log(n);
for (var a = 0, b = 10; a < b; a += 3, b--); console.log(a, b);
for (;;) { if (n-- < 0) break; } console.log(n);
let w = 3; while (w --> 0) out = w; console.log(out, w);
block: { if (n) break block; console.log('not reached'); }
const r = []; for (const c of 'a😀b') r.push(c); for (const i in 'ab') r.push(i); for (const i in [7, , 9]) r.push(i); console.log(r);
for (const k in null) console.log('never'); for (const k in undefined) console.log('never'); for (const k in 5) console.log('never');
const arr = [1, 2, 3]; for (const x of arr) { if (arr.length < 6) arr.push(x * 10); } console.log(arr);
const m = new Map([[1, 1]]); for (const [k] of m) if (k < 5) m.set(k + 1, 0); console.log([...m.keys()]);
const o = { a: 1, b: 2, c: 3 }; for (const k in o) { delete o.b; o.d = 4; console.log(k); }
