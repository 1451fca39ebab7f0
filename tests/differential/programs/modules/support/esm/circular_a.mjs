export { x } from './circular_b.mjs';
