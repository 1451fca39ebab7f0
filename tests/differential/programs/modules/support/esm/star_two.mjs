export const same = 'two', only2 = 2, overridden = 'no';
export { shared } from './star_shared.mjs';
