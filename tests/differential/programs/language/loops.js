let out = '';
for (let i = 0; i < 5; i++) { if (i === 1) continue; if (i === 4) break; out += i; }
let w = 3;
while (w--) out += 'w' + w;
do { out += 'd'; } while (false);
outer: for (let i = 0; i < 3; i++) {
  for (let j = 0; j < 3; j++) {
    if (j === 2) continue outer;
    if (i === 2) break outer;
    out += `(${i}${j})`;
  }
}
block: { out += 'in'; if (out) break block; out += 'never'; }
console.log(out);
for (const k in 'ab') console.log(k);
for (const k in [7, 8]) console.log(typeof k, k);
for (const c of 'a\u{1F600}b') console.log(c.length);
for (let i = 10, s = ''; i > 0; i -= 3, s += '.') console.log(i, s);
let x = 0;
for (;;) { if (++x > 3) break; }
console.log(x);
for (var p in { a: 1 }) ;
console.log(p);
let t = 0;
for (let i = 0; i < 100000; i++) t = (t + i * i) % 1000003;
console.log(t);
