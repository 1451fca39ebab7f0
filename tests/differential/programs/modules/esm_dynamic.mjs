// import(): what it gives, computed specifiers, errors and their caching; import.meta.
import { where } from './support/esm/meta.mjs';
const show = (e) => console.log(`${e && e.name}: ${e && e.message.split(/ imported|\n\n/)[0]}`);
const again = [];
const list = [
  () => import('./support/esm/counter.mjs'), () => import(`./support/esm/${'counter'}.mjs`), () => import('./support/esm/thenable.mjs'),
  () => import('./support/esm/imports_throws.mjs'), () => import('./support/esm/throws.mjs'), () => import('./support/esm/imports_throws.mjs'),
  () => import('./support/esm/unresolved.mjs'), () => import('./support/esm/ambiguous.mjs'), () => import('./support/esm/unresolved_export.mjs'),
  () => import('./support/esm/unresolved_cjs.mjs'), () => import('./support/esm/circular_a.mjs'),
  () => import({ toString() { return './support/esm/star_shared.mjs'; } }), () => import(Symbol()), () => import({ toString() { throw 1; } }),
  () => import('./support/esm/counter.mjs', 1), () => import('./support/esm/counter.mjs', { with: 5 }), () => import('./support/esm/counter.mjs', { with: { type: 5 } }),
  () => import('./support/esm/counter.mjs', { with: { other: 'x' } }), () => import('./support/esm/counter.mjs', { with: undefined }),
  () => import('./support/esm/data.json', { with: { type: 'json' } }),
];
let chain = Promise.resolve();
for (const f of list) chain = chain.then(f).then((m) => { again.push(m); console.log(typeof m === 'object' ? Object.keys(m).join() : m); }, show);
chain.then(() => console.log(again[0] === again[1]));
console.log(typeof where.url, Object.keys(where), where.filename.endsWith('/support/esm/meta.mjs'), where.url === `file://${where.filename}`,
  where.dirname + '/meta.mjs' === where.filename, Object.getPrototypeOf(where), import.meta === import.meta, import.meta !== where);
console.log(where.resolve('./x y.mjs').endsWith('/support/esm/x%20y.mjs'), import.meta.resolve('fs'), import.meta.resolve('./support/../a.mjs?q#f').endsWith('/a.mjs?q#f'));
const p = import('./support/esm/counter.mjs');
console.log(p instanceof Promise, Object.prototype.toString.call(p));
console.log('first');
