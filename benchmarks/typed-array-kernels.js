// Kernels on typed arrays: matrix multiplication, an FIR filter, a histogram of bytes, CRC-32, blurring an image.
const N = 200;
function matrices() {
  const a = new Float64Array(N * N), b = new Float64Array(N * N), c = new Float64Array(N * N);
  for (let i = 0; i < N * N; i++) {
    a[i] = (i % 17) - 8;
    b[i] = (i % 13) / 4;
  }
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      let sum = 0;
      for (let k = 0; k < N; k++) sum += a[i * N + k] * b[k * N + j];
      c[i * N + j] = sum;
    }
  }
  return c[N + 1] + c[N * N - 1];
}

function filter(signal, taps, out) {
  for (let i = 0; i + taps.length <= signal.length; i++) {
    let sum = 0;
    for (let j = 0; j < taps.length; j++) sum += signal[i + j] * taps[j];
    out[i] = sum;
  }
}

function filtered() {
  const signal = new Float64Array(300000), taps = new Float64Array(32), out = new Float64Array(signal.length);
  for (let i = 0; i < signal.length; i++) signal[i] = (i * 37 % 101) / 50 - 1;
  for (let i = 0; i < taps.length; i++) taps[i] = 1 / (i + 1);
  filter(signal, taps, out);
  return out[1000] + out[200000];
}

const bytes = new Uint8Array(4000000);
for (let i = 0; i < bytes.length; i++) bytes[i] = Math.imul(i, 2654435761) >>> 20;

function histogram() {
  const counts = new Uint32Array(256);
  for (let i = 0; i < bytes.length; i++) counts[bytes[i]]++;
  let best = 0;
  for (let i = 1; i < 256; i++) if (counts[i] > counts[best]) best = i;
  return best + counts[best];
}

const table = new Uint32Array(256);
for (let n = 0; n < 256; n++) {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  table[n] = c;
}

function crc32() {
  let crc = -1;
  for (let i = 0; i < bytes.length; i++) crc = table[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  return (crc ^ -1) >>> 0;
}

function blurred() {
  const width = 1000, height = 600;
  let from = new Uint8Array(width * height), to = new Uint8Array(width * height);
  for (let i = 0; i < from.length; i++) from[i] = bytes[i];
  for (let pass = 0; pass < 3; pass++) {
    for (let y = 1; y < height - 1; y++) {
      for (let x = 1; x < width - 1; x++) {
        let sum = 0;
        for (let dy = -1; dy <= 1; dy++) {
          for (let dx = -1; dx <= 1; dx++) sum += from[(y + dy) * width + x + dx];
        }
        to[y * width + x] = sum / 9;
      }
    }
    [from, to] = [to, from];
  }
  return from[width * 300 + 500] + from[width + 1];
}

exports.parts = { matrices, filtered, histogram, crc32, blurred };
exports.run = function run() {
  return matrices() + filtered() + histogram() + crc32() + blurred();
};
