import { log } from './tla_log.mjs'; log('sync'); queueMicrotask(() => log('microtask of sync'));
