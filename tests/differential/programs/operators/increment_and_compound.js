let s = '5'; s++; console.log(s, typeof s); let u; console.log(u++, u); let n = null; console.log(++n); let b = true; console.log(b-- - 1, b);
const o = { v: '3', get g() { return 10; }, set g(x) { this.set = x; } }; o.v *= '2'; o.g++; --o.g; console.log(o);
let i = 5; i = i++ + ++i; console.log(i); let a = [1, 2, 3], k = 0; a[k++] += k; a[k] = k = 2; console.log(a, k);
let x = 1; x += (x = 5, 10); console.log(x); let q = 'a'; q += q += 'b'; console.log(q);
let z = 7; z **= 2; z %= 10; z <<= 3; z >>= 1; z >>>= 0; z |= 1; z &= 0xfe; z ^= 5; console.log(z);
console.log(0x7fffffff + 1, (0x7fffffff + 1) | 0, -1 >>> 0, 1 << 31, 1 << 32, 5 >> 33, 2 ** -1, (-2) ** 2, -(2 ** 2), 2 ** 3 ** 2);
let obj = { valueOf() { return 4; } }; obj++; console.log(obj); let d = new Date(7); d = +d; d++; console.log(d);
