import { log } from './tla_log.mjs'; import { a } from './tla_cycle_a.mjs'; try { a; } catch (e) { log(e.message); } export const b = await 'b'; log('cycle b');
