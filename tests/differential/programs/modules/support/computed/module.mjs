import { name } from './common.js';
import next from './next.js';

export const evaluated = globalThis.moduleCount = (globalThis.moduleCount ?? 0) + 1;
export default [name, next, import.meta.url.replace(/.*\//, '')];
