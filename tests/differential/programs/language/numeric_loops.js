function mandel(n) { let c = 0; for (let y = 0; y < n; y++) for (let x = 0; x < n; x++) { let a = 0, b = 0, i = 0; const p = 2 * x / n - 1.5, q = 2 * y / n - 1; while (i < 30 && a * a + b * b < 4) { const t = a * a - b * b + p; b = 2 * a * b + q; a = t; i++; } if (i === 30) c++; } return c; }
console.log(mandel(40));
function sieve(n) { const s = []; for (let i = 0; i <= n; i++) s.push(true); let c = 0; for (let i = 2; i <= n; i++) { if (!s[i]) continue; c++; for (let j = i * i; j <= n; j += i) s[j] = false; } return c; }
console.log(sieve(1000));
function mixed() { let i = 0, f = 0.5, s = ''; for (let k = 0; k < 10; k++) { i += k; f *= 1.5; s += k; if (k === 7) i = i / 2; } return [i, f, s]; }
console.log(mixed());
function overflow() { let x = 1, r = []; for (let i = 0; i < 40; i++) { x = x * 3 + i; if (i % 10 === 9) r.push(x); } return r; }
console.log(overflow());
function down() { let s = 0; for (let i = 10; i >= -10; i -= 3) s += i; let u = 0; for (let i = 0xfffffff0; i < 0x100000010; i += 8) u++; return [s, u]; }
console.log(down());
function shifts() { let h = 0; for (let i = 0; i < 1000; i++) { h = ((h << 5) - h + i) | 0; h ^= h >>> 13; } return [h, h >>> 0]; }
console.log(shifts());
function avg(a) { let t = 0; for (const x of a) t += x; return t / a.length; }
console.log(avg([1, 2, 3, 4]), avg([1.5, 2.5]), avg([]), avg(['1', 2]));
function minmax(a) { let lo = Infinity, hi = -Infinity; for (let i = 0; i < a.length; i++) { if (a[i] < lo) lo = a[i]; if (a[i] > hi) hi = a[i]; } return [lo, hi]; }
console.log(minmax([3, -1, 7.5]), minmax([]), minmax(['b', 'a']));
const matrix = (n) => { const m = []; for (let i = 0; i < n; i++) { m[i] = []; for (let j = 0; j < n; j++) m[i][j] = i + j; } return m; };
function mul(a, b) { const n = a.length, r = []; for (let i = 0; i < n; i++) { r[i] = []; for (let j = 0; j < n; j++) { let s = 0; for (let k = 0; k < n; k++) s += a[i][k] * b[k][j]; r[i][j] = s; } } return r; }
console.log(mul(matrix(4), matrix(4)));
