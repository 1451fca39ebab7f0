// Each URL is a module of its own; data: URLs are modules too.
import { count } from './support/esm_urls_counter.mjs';
import { count as second, address } from './support/esm_urls_counter.mjs?second';
import { count as third, total } from './support/esm_urls_counter.mjs#third';
import data, { meta } from 'data:text/javascript,export default %22%C3%A9%22; export const meta = Object.keys(import.meta);';
import json from 'data:application/json;base64,eyJhIjogMX0=' with { type: 'json' };

console.log(count, second, third, address, total(), data, meta, json);
console.log((await import('./support/esm_urls_counter.mjs?second')).count, total());
import('data:text/javascript,import "fs"; import "./x.mjs"').catch((error) => console.log(error.name, error.code));
