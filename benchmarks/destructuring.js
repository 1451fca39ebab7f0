// Patterns and spread: objects with defaults and rest, arrays, parameters, swaps, for-of over pairs.
function area({ width = 1, height = 1, depth = 0 }) {
  return width * height + depth;
}

function minmax(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) {
    if (v < low) [low] = [v];
    if (v > high) [high] = [v];
  }
  return { low, high };
}

function shuffle(list, seed) {
  for (let i = list.length - 1; i > 0; i--) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const j = seed % (i + 1);
    [list[i], list[j]] = [list[j], list[i]];
  }
  return [list, seed];
}

function nested({ id, at: { x, y: [first, second = 5] }, ...others }) {
  return id + x + first + second + others.a + others.b;
}

function reduce(state, { type, payload: { amount = 1, key = 'a' } = {} }) {
  switch (type) {
    case 'add': return { ...state, [key]: state[key] + amount };
    case 'sub': return { ...state, [key]: state[key] - amount };
    default: return { ...state, steps: state.steps + 1 };
  }
}

const sum = (first, ...rest) => rest.reduce((a, b) => a + b, first);

exports.run = function run() {
  let total = 0, seed = 7, list = Array.from({ length: 64 }, (_, i) => i);
  const actions = [
    { type: 'add', payload: { amount: 3 } }, { type: 'sub', payload: { key: 'b' } }, { type: 'step' },
    { type: 'add', payload: { amount: 2, key: 'b' } },
  ];
  let state = { a: 0, b: 0, steps: 0 };
  for (let round = 0; round < 20000; round++) {
    [list, seed] = shuffle(list, seed);
    const { low, high } = minmax(list);
    total += low + high;
    for (const action of actions) state = reduce(state, action);
    for (const [index, value] of list.entries()) total += index & value;
    for (const [name, value] of Object.entries(state)) total += name.length + (value & 3);
    for (let i = 0; i < 10; i++) {
      total += area({ width: i, height: 2 }) + area({ depth: i });
      total += nested({ id: i, at: { x: 1, y: [i] }, a: 1, b: 2 });
      total += sum(i, ...list.slice(0, 5));
    }
  }
  return total + state.a + state.b + state.steps;
};
