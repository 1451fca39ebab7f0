// Iterator.concat, zip, zipKeyed; chunks, windows, includes, join of Iterator.prototype.
const list = (iterator) => JSON.stringify([...iterator]);
const log = [];
function* traced(name, ...values) {
  try {
    yield* values;
  } finally {
    log.push(name);
  }
}
function report(label, f) {
  let result;
  try {
    result = f();
  } catch (error) {
    result = error.name;
  }
  print(`${label}: ${result}${log.length ? ` closed ${log}` : ''}`);
  log.length = 0;
}

report('concat', () => list(Iterator.concat([1], new Set([2, 3]), traced('a', 4))));
report('concat returns', () => {
  const all = Iterator.concat(traced('a', 1, 2), traced('b', 3));
  all.next();
  return JSON.stringify(all.return()) + JSON.stringify(all.next());
});
report('concat of a string', () => Iterator.concat('ab'));

report('zip', () => list(Iterator.zip([[1, 2], traced('a', 3, 4, 5)])));
report('longest', () => list(Iterator.zip([[1, 2, 3], traced('a', 4)], { mode: 'longest', padding: [0, 9] })));
report('strict', () => list(Iterator.zip([[1, 2], traced('a', 3, 4, 5), traced('b', 6, 7)], { mode: 'strict' })));
report('strict, the first longer', () => list(Iterator.zip([traced('a', 1, 2), [3], traced('b', 4, 5)], { mode: 'strict' })));
report('padding throws', () => list(Iterator.zip([traced('a', 1)], { mode: 'longest', padding: { [Symbol.iterator]: 1 } })));
report('mode', () => Iterator.zip([], { mode: 'other' }));
report('keyed', () => list(Iterator.zipKeyed({ a: [1, 2], none: undefined, b: traced('b', 3, 4) })));
report('keyed, longest', () => list(Iterator.zipKeyed({ a: [1], b: [2, 3] }, { mode: 'longest', padding: { a: 'x' } })));
report('closed in reverse', () => {
  const all = Iterator.zip(['a', 'b', 'c'].map((name) => traced(name, 1, 2)));
  all.next();
  return JSON.stringify(all.return());
});

report('chunks', () => list([1, 2, 3, 4, 5].values().chunks(2)));
report('windows', () => list([1, 2, 3, 4].values().windows(3)));
report('short window', () => list([1, 2].values().windows(3)) + list([1, 2].values().windows(3, 'allow-partial')));
report('chunks returns', () => {
  const chunks = traced('a', 1, 2, 3).chunks(2);
  chunks.next();
  return JSON.stringify(chunks.return());
});
for (const size of [0, 1.5, '1', 2 ** 32]) report(`chunks of ${size}`, () => traced('a', 1).chunks(size));

report('includes', () => [traced('a', 1, NaN, 3).includes(NaN), [1, 2].values().includes(1, 1)]);
report('includes, skipping', () => traced('a', 1).includes(1, -1));
report('join', () => [1, null, 'x', undefined].values().join('-') + [[1, 2], 3].values().join());
report("join of a symbol", () => ["x", Symbol()].values().join());
