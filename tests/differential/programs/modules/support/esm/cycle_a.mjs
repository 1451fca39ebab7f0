import { b, fromB, seen, later } from './cycle_b.mjs';
import * as bs from './cycle_b.mjs';
console.log('a runs', b, fromB(), seen, typeof bs.later, later());
export const a = 'a';
export let reassigned = 1;
export function hoisted() { return `hoisted sees ${typeof hoisted} ${variable}`; }
export function touch() { return a; }
export function assign() { variable = 'assigned early'; return variable; }
var variable = 'late';
export var unset;
console.log(variable, hoisted());
export const closure = () => after;
bs.callBack();
const after = 'after';
console.log(closure());
