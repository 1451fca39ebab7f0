// JSON.parse of 10 MB: records of mixed types, arrays of numbers, strings with escapes and beyond Latin-1, nesting.
let seed = 42;
function random(n) {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >>> 8) % n;
}

const words = ['alpha', 'beta', 'gamma "quoted"', 'delta\\path\\to', 'line\nbreak', 'tab\tbed', 'naïve', 'plain text of some length',
  '', 'x', '日本語', 'a longer sentence, as descriptions in documents tend to be, without anything to escape'];
const word = () => words[random(words.length)];

function record(id) {
  const tags = [];
  for (let i = random(6); i > 0; i--) tags.push(word());
  return {
    id,
    name: word() + ' ' + id,
    active: random(2) === 0,
    score: random(1000000) / 1000,
    parent: random(3) ? id - 1 : null,
    position: { x: random(100000) / 7, y: -random(1000), z: random(1000) * 1e-9 },
    tags,
    history: [random(100), random(1e6), random(1000) / 8, { at: '2024-01-' + (10 + random(20)), by: word() }],
  };
}

const document = { version: 1, records: [], series: [] };
for (let i = 0; i < 32000; i++) document.records.push(record(i));
for (let i = 0; i < 100; i++) {
  const values = [];
  for (let j = 0; j < 1000; j++) values.push(i % 2 ? random(1e6) : random(1e8) / 1e5);
  document.series.push(values);
}
const text = JSON.stringify(document);

exports.run = function run() {
  const value = JSON.parse(text);
  let sum = text.length;
  for (const r of value.records) sum += r.position.y + r.tags.length + r.history[3].by.length;
  return sum;
};
