import { nothing } from './counter.mjs'; console.log('never');
