// Loops over typed arrays whose buffers, lengths and prototypes change, and over what only looks like one.
function sum(a) {
  let s = 0;
  for (let i = 0; i < a.length; i++) s += a[i];
  return s;
}
const bytes = new Uint8Array(8);
for (let i = 0; i < bytes.length; i++) bytes[i] = i * 40;
console.log(sum(bytes), sum([1, 2, 3]), sum({ length: 2, 0: 'a', 1: 'b' }), sum('xyz'), sum(new Float64Array([0.5, -0])));

// Beyond the end, and back again.
function beyond(a, n) {
  let found = '';
  for (let i = -1; i < n; i++) found += a[i] + ',';
  return found;
}
console.log(beyond(new Uint8Array(2), 4), beyond(new Uint32Array([4294967295]), 2));

// A buffer detached and resized in the middle.
function detaching(a, at) {
  let s = 0;
  for (let i = 0; i < a.length; i++) {
    s += a[i];
    if (i === at) structuredCloneTransfer(a.buffer);
  }
  return s + '/' + a.length;
}
const structuredCloneTransfer = (buffer) => buffer.transfer ? buffer.transfer() : structuredClone(buffer, { transfer: [buffer] });
console.log(detaching(new Uint16Array([1, 2, 3, 4]), -5));
const resizable = new Uint8Array(new ArrayBuffer(4, { maxByteLength: 8 }));
function growing(a) {
  let n = 0;
  for (let i = 0; i < a.length; i++) {
    a[i] = i + 1;
    if (i === 3) a.buffer.resize(6);
    if (i === 4) a.buffer.resize(5);
    n += a[i];
  }
  return n;
}
console.log(growing(resizable), [...resizable]);

// Valued through conversions that run code in the loop.
function converting(a, value) {
  for (let i = 0; i < a.length; i++) a[i] = value;
  return [...a].join();
}
let calls = 0;
console.log(converting(new Int8Array(3), { valueOf: () => 200 + calls++ }), converting(new Uint32Array(2), -1), converting(new Float32Array(2), 0.1));
const shrinking = new Uint8Array(new ArrayBuffer(4, { maxByteLength: 4 }));
console.log(converting(shrinking, { valueOf() { shrinking.buffer.resize(2); return 7; } }));

// Counting: uint32 wraps, keys are converted once.
function count(counts, keys) {
  for (let i = 0; i < keys.length; i++) counts[keys[i]]++;
  return [...counts].join();
}
console.log(count(new Uint32Array([4294967295, 0]), [0, 1, 1, 5, -0, '1', 1.5, { toString: () => '1' }]));
console.log(count(new Uint32Array([4294967294]), new Uint8Array(4)), count(new Int8Array([126]), new Uint8Array(4)));
try { count(null, [0]); } catch (e) { console.log(e.message); }
function mix(table, n) {
  let x = -1;
  for (let i = 0; i < n; i++) x = table[(x ^ i) & 3] ^ (x >>> 8) ^ (table[i & 3] + 1) ^ (table[1] - 5);
  return x;
}
console.log(mix(new Uint32Array([0xedb88320, 0xffffffff, 5, 0x80000000]), 50));

// Lengths that aren't the built-in one.
class Longer extends Uint8Array { get length() { return 3; } }
console.log(sum(new Longer([1, 2, 3, 4])));
const own = new Uint8Array([1, 2, 3]);
Object.defineProperty(own, 'length', { value: 2 });
console.log(sum(own));

// A captured array, used before and after it is there.
function later() {
  let s = 0;
  for (let i = 0; i < 3; i++) s += table[i];
  return s;
}
try { later(); } catch (e) { console.log(e.message); }
const table = new Uint8Array([1, 2, 3]);
console.log(later());
function total() {
  let s = 0;
  for (let i = 0; i < hoisted.length; i++) s += hoisted[i];
  return s;
}
const hoisted = new Float64Array([1.5, 2.5]);
console.log(total());

// Two arrays that change places; garbage while their memory is in use.
function swapping(n) {
  let from = new Uint8Array(n), to = new Uint8Array(n);
  const kept = [];
  for (let pass = 0; pass < 3; pass++) {
    for (let i = 0; i < n; i++) {
      to[i] = from[i] + 1;
      kept[i & 7] = { pass };
    }
    [from, to] = [to, from];
  }
  return from[0] + from[n - 1] + kept.length;
}
console.log(swapping(1000));

Object.setPrototypeOf(Uint16Array.prototype, { get length() { return 1; } });
console.log(sum(new Uint16Array([5, 6, 7])), sum(bytes));
const abstract = Object.getPrototypeOf(Int8Array.prototype);
const original = Object.getOwnPropertyDescriptor(abstract, 'length');
Object.defineProperty(abstract, 'length', { get() { return 2; }, configurable: true });
const two = sum(bytes);
Object.defineProperty(abstract, 'length', original);
console.log(two, sum(bytes));
