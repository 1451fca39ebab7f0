'use strict';
const { check, report } = require('./support');

// With --expose-gc: what is dead must be collected, and only that.
const gc = globalThis.gc;
const turn = () => new Promise((resolve) => { setTimeout(resolve, 0); });

async function weakRefs() {
  const kept = Array.from({ length: 100 }, (_, i) => ({ i }));
  const refs = kept.map((o) => new WeakRef(o));
  const dead = Array.from({ length: 100 }, (_, i) => new WeakRef({ i }));
  check('a target lives to the end of the job', dead.every((r) => r.deref() !== undefined), true);
  await turn();
  gc();
  await turn();
  gc();
  check('what is reachable stays', refs.every((r, i) => r.deref() === kept[i]), true);
  check('what is not goes', dead.filter((r) => r.deref() !== undefined).length <= 2, true); // the stack is scanned conservatively
}

async function registries() {
  const seen = [];
  const registry = new FinalizationRegistry((held) => { seen.push(held); });
  const kept = [];
  const tokens = [];
  (() => {
    for (let i = 0; i < 1000; i++) {
      const target = { i };
      const token = {};
      registry.register(target, i, token);
      if (i % 2) kept.push(target);
      if (i % 4 === 0) { tokens.push(token); registry.unregister(token); }
    }
  })();
  for (let i = 0; i < 3; i++) { gc(); await turn(); }
  check('only the dead are told', seen.every((i) => i % 4 === 2), true);
  check('nearly all of them', seen.length > 240, true);
  check('each once', new Set(seen).size, seen.length);
  check('the living live', kept.length, 500);
}

async function weakCache() {
  const cache = new WeakMap();
  const before = process.memoryUsage().heapUsed;
  let keys = [];
  for (let i = 0; i < 1_000_000; i++) {
    const key = { i };
    cache.set(key, { value: i, key }); // the value keeps its key: an ephemeron
    if (i % 10_000 === 0) keys.push(key);
    if (keys.length > 50) keys = keys.slice(-10);
  }
  gc();
  await turn();
  gc();
  check('entries of living keys', keys.every((k) => cache.get(k).key === k), true);
  check('a million entries go with their keys', process.memoryUsage().heapUsed - before < 40e6, true);
}

async function chains() {
  // Each value is the next key: n rounds of marking, or an algorithm that is linear.
  const map = new WeakMap();
  const first = {};
  let key = first;
  for (let i = 0; i < 200_000; i++) { const next = { i }; map.set(key, next); key = next; }
  gc();
  let n = 0;
  for (let k = first; map.has(k); k = map.get(k)) n++;
  check('a chain of ephemerons', n, 200_000);
  const sets = new WeakSet();
  for (let i = 0; i < 100_000; i++) sets.add({ sets });
  gc();
  check('a weak set', sets.has(first), false);
  const symbols = new WeakMap([[Symbol.iterator, 1]]);
  check('symbols as keys', symbols.get(Symbol.iterator), 1);
}

async function mutators() {
  const registry = new FinalizationRegistry(() => { registry.register({}, 1); throw new Error('of a callback'); });
  let errors = 0;
  process.on('uncaughtException', () => { errors++; });
  (() => { for (let i = 0; i < 10; i++) registry.register({}, i); })();
  for (let i = 0; i < 4; i++) { gc(); await turn(); }
  check('callbacks that throw are reported', errors > 0, true);
}

(async () => {
  await weakRefs();
  await registries();
  await weakCache();
  await chains();
  await mutators();
  report();
})();
