import { log } from './tla_log.mjs'; import './tla_throws.mjs'; log('never');
