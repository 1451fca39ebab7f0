// Atomics on one agent, SharedArrayBuffer.
const attempt = (f) => {
  try { console.log(f()); } catch (e) { console.log(e.name + ': ' + e.message); }
};
for (const C of [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array]) {
  const a = new C([10, 200, -3, 70000, 5]);
  console.log(C.name, Atomics.add(a, 0, 250), Atomics.sub(a, 1, 201.9), Atomics.and(a, 2, 0xF0), Atomics.or(a, 3, 1), Atomics.xor(a, 4, '7'),
    Atomics.exchange(a, 0, -1), Atomics.compareExchange(a, 4, 2, 99), Atomics.compareExchange(a, 4, 3, 1), Atomics.load(a, 1), Atomics.store(a, 2, 3.7), a.join());
}
const big = new BigInt64Array([5n, -6n]);
console.log(Atomics.add(big, 0, 2n ** 63n), Atomics.sub(big, 1, 1n), Atomics.exchange(big, 0, 3n), Atomics.load(big, 1), Atomics.store(big, 1, -7n), big);
for (const array of [[], new Float64Array(1), new Uint8ClampedArray(1), {}]) attempt(() => Atomics.load(array, 0));
attempt(() => Atomics.add(new Int8Array(1), 1, 0));
attempt(() => Atomics.add(new Int8Array(1), -1, 0));
attempt(() => Atomics.add(new Int8Array(1), 0, 1n));
attempt(() => Atomics.wait(new Int8Array(1), 0, 0));
attempt(() => Atomics.wait(new Int32Array(1), 0, 0));
attempt(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 42));
attempt(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0));
attempt(() => Atomics.notify(new Int32Array(1), 0));
console.log([1, 2, 3, 4, 8, 16].map(Atomics.isLockFree), Object.prototype.toString.call(Atomics));
const shared = new SharedArrayBuffer(8, { maxByteLength: 16 });
const view = new Uint8Array(shared);
shared.grow(12);
console.log(view.length, shared.byteLength, shared.growable, shared.maxByteLength, shared.slice(2).byteLength);
attempt(() => shared.grow(4));
attempt(() => new SharedArrayBuffer(8).grow(4));
attempt(() => ArrayBuffer.prototype.slice.call(shared));
