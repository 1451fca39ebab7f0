// Live bindings, and what is const about imports.
import increment, { count, alias, object, Point, arrow, a, c, rest, early } from './support/esm/counter.mjs';
import * as counter from './support/esm/counter.mjs';
import { default as again, 'count' as quoted } from './support/esm/counter.mjs';
console.log(count, alias, quoted, counter.count, early);
increment(); again(4);
console.log(count, alias, quoted, counter.count, object.count, counter.default === increment);
console.log(increment.name, arrow.name, Point.name, new Point(3), a, c, rest, this, typeof arguments, typeof require);
for (const f of [() => { count = 1; }, () => { count++; }, () => { [count] = [1]; }, () => { counter.count = 2; }, () => { delete counter.count; },
  () => { counter.other = 1; }, () => Object.defineProperty(counter, 'count', { value: 9 }), () => increment.call(null, 'x'), () => undeclared = 1,
  () => { for (count of [1]); }]) {
  try { console.log(f()); } catch (e) { console.log(`${e.name}: ${e.message}`); }
}
function closureOverImport() { let n = 0; for (let i = 0; i < 1000; i++) n += count === '5x' ? 1 : 0; return n; }
console.log(closureOverImport(), count);
export let self = 1;
import * as me from './esm_live.mjs';
const bump = () => ++self;
bump();
console.log(me.self);
export { bump, self as 'a string name', me, me as '☿', self as 'é' };
console.log(me['☿'] === me, me['é'], '☿' in me, me[String.fromCharCode(0x263f)] === me);
export default class { static own = 'class field'; }
let loops = 0;
export let hot = 0;
export function addAll(n) { for (let i = 0; i < n; i++) hot += i; return hot; }
for (let i = 0; i < 3; i++) loops += addAll(1000);
console.log(loops, hot, me.hot);
console.log(me.default.name, me.default.own, Object.keys(me));
console.log(me);
