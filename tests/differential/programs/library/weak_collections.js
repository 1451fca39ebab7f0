const wm = new WeakMap(), ws = new WeakSet();
const keys = [{}, [], () => {}, Symbol('local')];
keys.forEach((k, i) => { wm.set(k, i); ws.add(k); });
console.log(keys.map((k) => wm.get(k)), keys.map((k) => ws.has(k)), wm.delete(keys[0]), wm.has(keys[0]), wm.get('no'), ws.delete('no'));
for (const bad of [1, 'str', null, Symbol.for('registered')]) { try { wm.set(bad, 1); } catch (e) { console.log(e.name, e.message); } }
const ref = new WeakRef(keys[1]);
console.log(ref.deref() === keys[1], Object.prototype.toString.call(ref), typeof FinalizationRegistry, new FinalizationRegistry(() => {}).register({}, 1));
const cache = new WeakMap();
for (let i = 0; i < 20000; i++) cache.set({ i }, { big: new Array(10).fill(i) });
console.log('survived', wm.get(keys[1]), wm.get(keys[2]));
const chain = new WeakMap();
let k = {};
const first = k;
for (let i = 0; i < 1000; i++) { const n = {}; chain.set(k, n); k = n; }
let steps = 0;
for (let x = first; x; x = chain.get(x)) steps++;
console.log(steps);
