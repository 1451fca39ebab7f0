// Long operands: each algorithm of multiplication, division and conversion, and the places where they meet.
let seed = 12345;
const rnd = () => { seed = (Math.imul(seed, 1103515245) + 12345) >>> 0; return seed >>> 8; };
function big(limbs) {
  const style = rnd() % 4;
  let s = '0x';
  for (let i = 0; i < limbs * 16; i++) s += style === 0 ? (rnd() % 16).toString(16) : style === 1 ? 'f' : style === 2 ? (rnd() % 50 ? '0' : 'f') : (rnd() % 50 ? 'f' : '0');
  s += 'f';
  const v = BigInt(s);
  return rnd() % 2 ? -v : v;
}
const M = (1n << 61n) - 1n;
const h = (x) => String(((x % M) + M) % M);
let out = [];
const sizes = [1, 2, 3, 5, 20, 33, 40, 70, 130, 200, 301, 700, 1500];
for (const n of sizes) for (const m of sizes) {
  for (let k = 0; k < (n + m < 200 ? 6 : 1); k++) {
  const a = big(n), b = big(m);
  const p = a * b, q = p / a;
  if (q !== b) console.log('DIV', n, m);
  const r = (p + 1n) % (b < 0n ? -b : b);
  const c = a / b, d = a % b;
  if (c * b + d !== a) console.log('DIVREM', n, m);
  out.push([h(p), h(c), h(d), h(a & b), h(a | b), h(a ^ b), h(a - b), h(a + b), h(a << 77n), h(a >> 77n), h(BigInt.asIntN(100, a)), h(BigInt.asUintN(130, b)), a < b].join());
  }
}
for (const n of [1, 2, 10, 29, 31, 60, 100, 300, 1000, 3000]) for (const radix of [2, 3, 7, 8, 10, 16, 32, 36]) {
  const a = big(n), s = a.toString(radix);
  let sum = 0; for (let i = 0; i < s.length; i++) sum = (Math.imul(sum, 31) + s.charCodeAt(i)) | 0;
  out.push(s.length + ' ' + sum + ' ' + s.slice(0, 10));
  if (radix === 10 && BigInt(s) !== a) console.log('PARSE', n);
}
for (const n of [2600, 5000, 9000]) { const a = big(n), b = big(n + 37), p = a * b; out.push(h(p)); if (p / b !== a) console.log('NTT', n); out.push(h(a * a), String(p).length); }
for (let i = 0; i < 200; i++) { const a = big(1 + rnd() % 20) >> BigInt(rnd() % 64); out.push(Number(a), Number(BigInt.asUintN(54 + rnd() % 12, a)), a > Number(a), a < Number(a)); }
console.log(out.join('\n'));
