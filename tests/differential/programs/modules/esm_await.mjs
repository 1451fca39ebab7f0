// Top-level await: order of an asynchronous graph (16.2.1.6.1.3), errors, cycles with awaits.
import { log } from './support/esm/tla_log.mjs';
import './support/esm/tla_a.mjs';
import './support/esm/tla_sync.mjs';
import { fromB } from './support/esm/tla_b.mjs';
log('main', fromB);
export let value = await new Promise((resolve) => setTimeout(resolve, 5, 'awaited'));
function read() { return value; }
log(read(), await read());
for await (const x of [1, Promise.resolve(2)]) log('for await', x);
try { await Promise.reject(new Error('rejected')); } catch (e) { log(e.message); }
const m = await import('./support/esm/tla_cycle_a.mjs');
log(m.a, m.b);
let sum = 0;
for (let i = 0; i < 4; i++) sum += await i;
log(sum);
for (const f of [() => import('./support/esm/tla_throws.mjs'), () => import('./support/esm/tla_imports_throws.mjs'), () => import('./support/esm/tla_throws.mjs')]) {
  try { await f(); } catch (e) { log('caught', e.message); }
}
label: { if (await 0) break label; log(`${await 'template'}`, { a: await 1, [await 'k']: await 2 }, [...await [3, 4]]); }
export const after = await (async () => (await null, 'arrow'))(), { x = await 'default' } = {};
export default class { static field = 'static'; }
log(after, x);
const results = await Promise.all([import('./support/esm/tla_slow.mjs'), import('./support/esm/tla_slow.mjs')]);
log(results[0] === results[1], results[0].slow);
