import { log } from './tla_log.mjs'; import './tla_a.mjs'; import './tla_c.mjs'; log('b before'); export const fromB = await 'from b'; log('b after');
