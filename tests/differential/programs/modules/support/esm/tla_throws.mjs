import { log } from './tla_log.mjs'; log('throws'); await 1; throw new Error('after an await');
