import { readFileSync } from 'fs';

export const count = globalThis.urlCount = (globalThis.urlCount ?? 0) + 1;
export const address = import.meta.url.replace(/.*\//, '');
export const total = () => `${typeof readFileSync} ${globalThis.urlCount} ${count}`;
