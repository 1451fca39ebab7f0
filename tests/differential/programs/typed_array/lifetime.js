// Many short-lived buffers and views, parts of one buffer, and views that live through its resizing.
let total = 0;
for (let i = 0; i < 50000; i++) { const a = new Float64Array(100); a[3] = i; total += a[3]; }
const big = new Uint8Array(1 << 20);
for (let i = 0; i < 50000; i++) total += big.subarray(i, i + 10).length;
const r = new ArrayBuffer(64, { maxByteLength: 128 });
let keep = [];
for (let i = 0; i < 2000; i++) { const v = new Uint8Array(r); if (i % 100 === 0) keep.push(v); r.resize(64 + i % 64); }
console.log(total, keep.every((v) => v.length === r.byteLength));
