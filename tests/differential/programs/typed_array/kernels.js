// Loops over typed arrays as the compiler specialises them: every element type, wrong guesses, bounds, shared memory.
function sum(a, n) {
  let s = 0;
  for (let i = 0; i < n; i++) s += a[i];
  return s;
}
function store(a, values, n) {
  for (let i = 0; i < n; i++) a[i] = values[i % values.length];
  return a;
}
const numbers = [1, -1, 300, 70000, 2.5, -3.7, NaN, Infinity, 4294967295, 2147483648, -0, 1e20];
for (const a of [new Int8Array(13), new Uint8Array(13), new Uint8ClampedArray(13), new Int16Array(13), new Uint16Array(13), new Int32Array(13),
  new Uint32Array(13), new Float32Array(13), new Float64Array(13)]) {
  console.log(store(a, numbers, 12).join(), sum(a, 6));
}
const own = new Float64Array(4);
function writeOwn(value) {
  for (let i = -1; i < 6; i++) own[i] = value;
  let text = '';
  for (let i = -1; i < 6; i++) text += own[i] + ' ';
  return text + (own.x === undefined);
}
console.log(writeOwn(1.5), writeOwn(7), writeOwn('12'), writeOwn(undefined), writeOwn({ valueOf: () => 3 }));
const ints = new Int32Array(4);
function writeInts(value) {
  for (let i = 0; i < 4; i++) ints[i] = value;
  return ints[3] + ints[0] * 2;
}
console.log(writeInts(2147483648), writeInts(-1.9), writeInts('8'), writeInts(true), writeInts(NaN), writeInts(1e10));
const unsigned = new Uint32Array([4294967295, 2147483648, 5]);
let top = 0;
for (let i = 0; i < 3; i++) top += unsigned[i] >>> 1;
console.log(top, sum(unsigned, 3), unsigned[0] + 1, unsigned[1] | 0);
let guessed = new Float64Array(3);
function other(i) {
  for (let k = 0; k < 3; k++) guessed[k] = k + 0.5;
  return guessed[i];
}
console.log(other(1));
guessed = [1, 2, 3];
console.log(other(2), guessed);
guessed = { length: 3 };
console.log(other(0), guessed);
guessed = 'abc';
console.log(other(0));
const shared = new ArrayBuffer(16);
const bytes = new Uint8Array(shared), doubles = new Float64Array(shared);
let trace = '';
for (let i = 0; i < 8; i++) {
  doubles[1] = i;
  bytes[15] ^= 0x80;
  trace += doubles[1] + ',' + bytes[14] + ' ';
}
console.log(trace);
for (let i = 0; i < 16; i++) bytes[i] = 255;
const nans = [];
for (let i = 0; i < 2; i++) nans.push(doubles[i], doubles[i] + 1);
console.log(nans, new Float32Array(shared)[1], typeof doubles[0], [doubles[1]].includes(NaN));
const resizable = new ArrayBuffer(8, { maxByteLength: 16 });
const tracking = new Uint8Array(resizable);
let seen = '';
for (let i = 0; i < 16; i++) {
  tracking[i] = i + 1;
  if (i === 9) resizable.resize(4);
  if (i === 5) resizable.resize(16);
  seen += tracking.length + ':' + tracking[i] + ' ';
}
console.log(seen, tracking.join());
class Holder {
  constructor(n) { this.data = new Uint16Array(n); this.size = n; }
  fill() {
    for (let i = 0; i <= this.size; i++) this.data[i] = i * 40000;
    let s = 0;
    for (let i = 0; i <= this.size; i++) s = s * 3 + (this.data[i] || 1);
    return s;
  }
}
console.log(new Holder(7).fill(), new Holder(0).fill());
const at = [0.5, -1, 1.0, 3, 4294967296];
for (let i = 0; i < at.length; i++) console.log(own[at[i]], (own[at[i]] = 9), own[at[i]]);
