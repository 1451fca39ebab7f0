export { nothing as x } from './counter.mjs'; console.log('never');
