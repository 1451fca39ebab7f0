import { log } from './tla_log.mjs'; import './tla_sync.mjs'; log('c before'); await 0; log('c after');
