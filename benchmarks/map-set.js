// Map and Set with a million string keys and a million integer keys: set, get, has, delete, iteration; small maps as counters.
const COUNT = 1000000;
const names = [];
for (let i = 0; i < COUNT; i++) names.push('key' + Math.imul(i, 2654435761));

function strings() {
  const map = new Map();
  for (let i = 0; i < COUNT; i++) map.set(names[i], i);
  let sum = 0;
  for (let i = 0; i < COUNT; i += 2) sum += map.get(names[i]);
  for (let i = 0; i < COUNT; i += 3) map.delete(names[i]);
  for (let i = 0; i < COUNT; i += 5) if (map.has(names[i])) sum++;
  for (const [key, value] of map) sum += key.length + value;
  return sum;
}

function integers() {
  const map = new Map();
  for (let i = 0; i < COUNT; i++) map.set(Math.imul(i, 2654435761), i);
  let sum = 0;
  for (let i = 0; i < COUNT; i += 2) sum += map.get(Math.imul(i, 2654435761));
  for (let i = 0; i < COUNT; i += 3) map.delete(Math.imul(i, 2654435761));
  for (let i = 0; i < COUNT; i += 5) if (map.has(Math.imul(i, 2654435761))) sum++;
  map.forEach((value, key) => { sum += value + (key & 1); });
  return sum;
}

function sets() {
  const set = new Set();
  for (let i = 0; i < COUNT; i++) set.add(i * 7);
  let sum = 0;
  for (let i = 0; i < COUNT * 7; i += 5) if (set.has(i)) sum++;
  for (const value of set) sum += value & 3;
  for (let i = 0; i < COUNT; i++) set.delete(i * 7);
  const texts = new Set(names);
  for (let i = 1; i < COUNT; i += 2) if (texts.has(names[i])) sum++;
  return sum + set.size + texts.size;
}

function counters() {
  const counts = new Map();
  for (let i = 0; i < COUNT; i++) {
    const key = names[i % 1000];
    counts.set(key, (counts.get(key) || 0) + 1);
  }
  return [...counts.values()].reduce((a, b) => a + b, 0);
}

exports.parts = { strings, integers, sets, counters };
exports.run = function run() {
  return strings() + integers() + sets() + counters();
};
