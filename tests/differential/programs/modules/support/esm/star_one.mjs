export const same = 'one', only1 = 1;
export default 'default of one';
export { shared } from './star_shared.mjs';
