'use strict';
const { check, attempt, report } = require('./support');

for (const size of [2 ** 53, -1, 2 ** 50, Infinity]) attempt(`ArrayBuffer of ${size}`, () => new ArrayBuffer(size), RangeError);
for (const size of [2 ** 53, -1, 2 ** 50]) attempt(`Float64Array of ${size}`, () => new Float64Array(size), RangeError);
attempt('maxByteLength', () => new ArrayBuffer(8, { maxByteLength: 2 ** 50 }), RangeError);
attempt('Uint8Array.from', () => Uint8Array.from({ length: 2 ** 50 }), Error);
attempt('resize too large', () => new ArrayBuffer(8, { maxByteLength: 16 }).resize(17), RangeError);

const shrinking = () => {
  const buffer = new ArrayBuffer(64, { maxByteLength: 128 });
  const view = new Uint8Array(buffer).fill(5);
  const shrink = (value) => ({ valueOf() { buffer.resize(4); return value; } });
  return { buffer, view, shrink };
};
const shrinks = {
  fill: ({ view, shrink }) => view.fill(shrink(1), 0, 64),
  set: ({ view, shrink }) => view.set([shrink(1), 2, 3], 60),
  subarray: ({ view, shrink }) => view.subarray(shrink(0), 64),
  slice: ({ view, shrink }) => view.slice(shrink(0), 64).length,
  copyWithin: ({ view, shrink }) => view.copyWithin(32, shrink(0), 64),
  with: ({ view, shrink }) => view.with(63, shrink(1)),
  indexOf: ({ view, shrink }) => view.indexOf(5, shrink(10)),
  lastIndexOf: ({ view, shrink }) => view.lastIndexOf(5, shrink(60)),
  includes: ({ view, shrink }) => view.includes(undefined, shrink(10)),
  join: ({ view, shrink }) => view.join({ toString: () => { shrink(0).valueOf(); return '-'; } }).length,
  store: ({ view, shrink }) => { view[60] = shrink(1); return view[60]; },
  map: ({ view, shrink }) => view.map((v) => shrink(v)).length,
  every: ({ view, shrink }) => view.every((v, i) => { shrink(0).valueOf(); return i < 64; }),
  sort: ({ view, shrink }) => view.sort((a, b) => +shrink(a - b)).length,
  'DataView.setFloat64': ({ buffer, shrink }) => new DataView(buffer).setFloat64(56, shrink(1)),
  'DataView.getInt8': ({ buffer, shrink }) => new DataView(buffer).getInt8(shrink(60)),
  'Atomics.add': ({ view, shrink }) => Atomics.add(view, 60, shrink(1)),
  'Atomics.store': ({ view, shrink }) => Atomics.store(view, shrink(60), 1),
  'Array.prototype.fill': ({ view, shrink }) => Array.prototype.fill.call(view, shrink(1)).length,
  'Array.from': ({ view, shrink }) => Array.from(view, (v) => +shrink(v)).length,
  iteration: ({ view, shrink }) => { let n = 0; for (const v of view) { shrink(v).valueOf(); n++; } return n; },
  'construct from': ({ view, shrink }) => new Float64Array({ length: { valueOf: () => { shrink(0).valueOf(); return 60; } }, __proto__: view }).length,
};
for (const [name, f] of Object.entries(shrinks)) {
  const state = shrinking();
  try {
    f(state);
  } catch (e) {
    check(`${name}: ${e}`, e instanceof TypeError || e instanceof RangeError, true);
  }
  check(`${name}: length`, state.view.length, state.buffer.byteLength);
  check(`${name}: beyond the end`, state.view[60], state.view.length > 60 ? state.view[60] : undefined);
}
for (const name of ['fill', 'set', 'map', 'sort', 'subarray', 'slice', 'with', 'every', 'store']) {
  const buffer = new ArrayBuffer(64);
  const view = new Uint8Array(buffer).fill(5);
  const shrink = (value) => ({ valueOf() { if (buffer.byteLength) buffer.transfer(); return value; } });
  try {
    shrinks[name]({ buffer, view, shrink });
  } catch (e) {
    check(`detached: ${name}: ${e}`, e instanceof TypeError || e instanceof RangeError, true);
  }
  check(`detached: ${name}: length`, view.length, 0);
}
attempt('Atomics beyond', () => Atomics.load(new Int32Array(4), 4), RangeError);
attempt('an offset beyond', () => new Uint32Array(new ArrayBuffer(8), 12), RangeError);
attempt('an offset between', () => new Uint32Array(new ArrayBuffer(8), 2), RangeError);
attempt('BigInt too large', () => 2n ** (2n ** 40n), RangeError);
attempt('a shift too far', () => 1n << (2n ** 64n), RangeError);
check('a shift to the right too far', -1n >> (2n ** 64n), -1n);
attempt('BigInt.asUintN', () => BigInt.asUintN(2 ** 53 - 1, -1n), RangeError);
attempt('toString', () => (1n << 100000n).toString().length, RangeError, 30103);
attempt('toFixed', () => (1).toFixed(101), RangeError);
attempt('toString radix', () => (1).toString(37), RangeError);
attempt('Date', () => new Date(8.64e15 + 1).toISOString(), RangeError);
attempt('Invalid date parts', () => Number.isNaN(+new Date(1e300, 1e300, 1e300)), RangeError, true);
report();
