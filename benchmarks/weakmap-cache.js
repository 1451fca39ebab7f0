// A cache of a million entries whose keys die: what a WeakMap holds must go with them (see the memory).
const COUNT = 1000000;
const cache = new WeakMap();

function described(object) {
  let known = cache.get(object);
  if (known === undefined) cache.set(object, known = { text: 'object ' + object.id, parts: [object.id, object.id + 1] });
  return known;
}

exports.run = function run() {
  const recent = [];
  let sum = 0;
  for (let i = 0; i < COUNT; i++) {
    const object = { id: i };
    recent[i % 1000] = object;
    sum += described(object).parts[1] + described(recent[(i >> 1) % recent.length]).text.length;
  }
  return sum;
};
