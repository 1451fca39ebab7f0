import { log } from './tla_log.mjs'; log('a before'); await null; log('a after 1'); await null; log('a after 2');
