import { log } from './tla_log.mjs'; import { b } from './tla_cycle_b.mjs'; log('cycle a', b); export const a = await 'a'; export { b };
