// What a with object is asked for a name that it doesn't have; @@unscopables.
const log = [];
const make = (target) => new Proxy(target, {
  has(t, k) { log.push('has ' + String(k)); return Reflect.has(t, k); },
  get(t, k, r) { log.push('get ' + String(k)); return Reflect.get(t, k, t); },
  set(t, k, v, r) { log.push('set ' + String(k)); return Reflect.set(t, k, v, t); },
  deleteProperty(t, k) { log.push('delete ' + String(k)); return Reflect.deleteProperty(t, k); },
});
const show = (title) => { console.log(title + ': ' + log.join(', ')); log.length = 0; };
var x = 'static';
const p = make({ x: 1 });
with (p) {
  typeof none; show('typeof absent');
  delete x; show('delete');
  x; show('absent, then static');
}
const values = [];
with ([1, 2]) {
  var keys = 'outer keys', concat2 = concat;
  console.log(typeof keys, typeof concat, length);
  values.push(1);
}
console.log(values, keys, concat2 === [].concat);
var hidden = 'outer hidden', shown = 'outer shown';
const u = { hidden: 1, shown: 2, [Symbol.unscopables]: { hidden: true, shown: 0 } };
with (u) { console.log(hidden, shown); hidden = 3; shown = 4; }
console.log(u.hidden, u.shown, hidden, shown);
with ({ hidden: 5, [Symbol.unscopables]: 'hidden' }) console.log(hidden);
try {
  with ({ q: 1, get [Symbol.unscopables]() { throw new Error('unscopables'); } }) q;
} catch (e) { console.log(e.message); }
