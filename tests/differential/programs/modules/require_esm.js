// require() of ES modules.
const counter = require('./support/esm/counter.mjs');
console.log(counter, counter.__esModule, counter === require('./support/esm/counter.mjs'));
counter.default(2);
console.log(counter.count, Object.keys(counter), Object.prototype.toString.call(counter));
const plain = require('./support/esm/star_shared.mjs');
console.log(plain, plain.__esModule);
for (const f of [() => require('./support/esm/throws.mjs'), () => require('./support/esm/unresolved.mjs')]) {
  try { f(); } catch (e) { console.log(e.name, e.message); }
}
for (const f of [() => import('./support/esm/throws.mjs'), () => import('./support/esm/star.mjs')]) {
  f().then((m) => console.log(m.one), (e) => console.log(e.message));
}
import('./support/esm/counter.mjs').then((m) => console.log(m.count, m === counter, m.increment === counter.increment));
console.log(require('./support/esm/detected.js').detected, require('./support/esm/typed/index.js').value);
