// Kernels on typed arrays: a sieve, a histogram, matrix multiplication, a stencil, a checksum.
function sieve(n) {
  const composite = new Uint8Array(n + 1);
  let count = 0;
  for (let i = 2; i <= n; i++) {
    if (composite[i]) continue;
    count++;
    for (let j = i * 2; j <= n; j += i) composite[j] = 1;
  }
  return count;
}

function histogram(values, bins) {
  const counts = new Int32Array(bins);
  for (let i = 0; i < values.length; i++) counts[values[i] % bins]++;
  return counts;
}

function multiply(a, b, c, n) {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += a[i * n + k] * b[k * n + j];
      c[i * n + j] = sum;
    }
  }
}

function smooth(from, to, width, height) {
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      to[at] = (from[at] * 4 + from[at - 1] + from[at + 1] + from[at - width] + from[at + width]) / 8;
    }
  }
}

function checksum(bytes) {
  let a = 1, b = 0;
  for (let i = 0; i < bytes.length; i++) {
    a = (a + bytes[i]) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

exports.run = function run() {
  const values = new Uint32Array(1000000);
  for (let i = 0; i < values.length; i++) values[i] = Math.imul(i, 2654435761);

  const n = 120;
  const a = new Float64Array(n * n), b = new Float64Array(n * n), c = new Float64Array(n * n);
  for (let i = 0; i < n * n; i++) {
    a[i] = (i % 17) - 8;
    b[i] = (i % 13) / 4;
  }
  for (let round = 0; round < 3; round++) multiply(a, b, c, n);

  let from = new Float32Array(300 * 300), to = new Float32Array(300 * 300);
  from[150 * 300 + 150] = 1e6;
  for (let round = 0; round < 20; round++) {
    smooth(from, to, 300, 300);
    [from, to] = [to, from];
  }
  const bytes = new Uint8Array(values.buffer);
  return [sieve(1500000), histogram(values, 7).join(), c[12345], from[150 * 300 + 150], checksum(bytes)].join(' ');
};
