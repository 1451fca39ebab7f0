class Special extends Array { static get [Symbol.species]() { return Array; } }
const sp = Special.from([1, 2]);
console.log(sp instanceof Special, sp.map((x) => x) instanceof Special, sp.filter(Boolean).constructor.name, sp.concat([3]).constructor.name);
const like = { length: 3, 0: 'a', 1: 'b', 2: 'c' };
console.log(Array.prototype.map.call(like, (x) => x + x), Array.prototype.slice.call('str', 1), Array.prototype.indexOf.call(like, 'c'), Array.prototype.reverse.call({ length: 2, 0: 1, 1: 2 }));
const frozen = Object.freeze([1, 2]);
for (const f of [() => frozen.push(3), () => frozen.pop(), () => frozen.sort(), () => { 'use strict'; frozen[0] = 9; }, () => { 'use strict'; frozen.length = 0; }]) { try { f(); console.log('fine'); } catch (e) { console.log(e.message); } }
console.log(frozen, Array.from({ length: 2, 0: 'x' }), Array.from([1, 2], function (x) { return x * this.m; }, { m: 3 }), Array(2.0).length, Array('2'), [].concat('a', ['b', ['c']]));
try { Array(1.5); } catch (e) { console.log(e.message); }
console.log([1, 2, 3].includes('2'), [1, [2]].toString(), [3, 2, 1].lastIndexOf(2), [1, 2, 3, 4, 5].slice(-3, -1), ['x'].join(), [1, 2, 3].fill(7, -1), [0, 1].entries().next().value);
const log = [];
const spy = new Proxy([1, 2], { get(t, k) { log.push(String(k)); return t[k]; }, has(t, k) { log.push('has ' + String(k)); return k in t; } });
spy.forEach(() => {});
console.log(log.join());
console.log([5, 1].reduceRight((a, b) => a - b), [[3, 'c'], [1, 'a']].sort().join('|'), [1, 2, 3].findLast((x) => x % 2), Array.prototype.concat.length, [..."abc"].entries().toString());
