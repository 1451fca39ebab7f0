import { a, hoisted, touch, assign, unset, reassigned, closure } from './cycle_a.mjs';
import * as as from './cycle_a.mjs';
const attempt = (f) => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
console.log('b runs', hoisted(), unset, attempt(() => a), attempt(touch), attempt(() => reassigned), attempt(() => as.a),
  attempt(() => typeof a), attempt(() => { reassigned = 2; }), assign());
console.log(Object.getOwnPropertyNames(as), attempt(() => Object.keys(as)), 'a' in as, attempt(() => Reflect.has(as, 'zz')));
export const b = 'b', seen = [];
export function fromB() { seen.push(attempt(() => a)); return b; }
export const later = () => attempt(() => `${a}`);
export const callBack = () => console.log('in between', attempt(closure));
