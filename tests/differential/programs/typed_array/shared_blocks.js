// SharedArrayBuffers on one block: copies made by structuredClone share it. Waiting asynchronously.
const cells = new Int32Array(new SharedArrayBuffer(16, { maxByteLength: 64 }));
const copy = structuredClone({ cells, buffer: cells.buffer, view: new DataView(cells.buffer, 4) });
console.log(copy.buffer === cells.buffer, copy.buffer === copy.cells.buffer, copy.view.buffer === copy.buffer);
copy.cells[1] = 7;
copy.view.setInt32(4, 9, true);
console.log(cells.join(), Atomics.add(copy.cells, 1, 1), cells[1]);

cells.buffer.grow(32);
console.log(copy.buffer.byteLength, copy.buffer.growable, copy.buffer.maxByteLength, copy.view.byteLength, copy.cells.length);
copy.cells[7] = 1;
console.log(cells[7], cells.length, structuredClone(cells.buffer).byteLength);
try {
  copy.buffer.grow(16);
} catch (error) {
  console.log(error.name, error.message);
}
console.log(copy.buffer.byteLength);

class Special extends SharedArrayBuffer {}
console.log(Object.getPrototypeOf(structuredClone(new Special(1))) === SharedArrayBuffer.prototype);
try {
  structuredClone(cells.buffer, { transfer: [cells.buffer] });
} catch (error) {
  console.log(error.name, error.code);
}

console.log(Atomics.waitAsync(cells, 0, 1), Atomics.waitAsync(cells, 0, 0, 0), Atomics.wait(cells, 0, 0, 1));
const order = [];
const waits = [[0], [0, 1e6], [0, 20], [2]].map(([index, timeout], i) => {
  const { async, value } = Atomics.waitAsync(copy.cells, index, cells[index], timeout);
  value.then((how) => order.push(`${i} ${how}`));
  return async;
});
console.log(waits.join(), Atomics.notify(cells, 0, 1), Atomics.notify(cells, 1));
setTimeout(() => {
  console.log(order.join());
  console.log(Atomics.notify(cells, 0), Atomics.notify(cells, 2), Atomics.notify(cells, 2));
  setTimeout(() => console.log(order.join()), 5);
}, 200);
// Nothing waits for what nobody notifies.
Atomics.waitAsync(cells, 3, 0, 1e6).value.then(console.log);
