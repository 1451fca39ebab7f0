export * from './star_one.mjs';
export * from './star_two.mjs';
export * from './star.mjs';
export * as shared2 from './star_shared.mjs';
export { default as one, same as 'same of one' } from './star_one.mjs';
export const overridden = 'yes';
export const $ = 1, Z = 1, _ = 1, A = 1, é = 1, then_ = 1;
export { A as 'b c' };
