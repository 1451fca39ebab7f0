'use strict';
const { check, attempt, report } = require('./support');

const MAX = 2 ** 32 - 1;
function sparse() {
  const a = [];
  a.length = MAX;
  a[7] = 'seven';
  a[MAX - 1] = 'last';
  return a;
}

check('length', sparse().length, MAX);
{
  const a = sparse();
  attempt('push', () => a.push(1), RangeError);
  check('push has stored', a[MAX], 1);
  check('push has kept the length', a.length, MAX);
}
attempt('concat', () => sparse().concat([1, 2]), RangeError);
attempt('length too long', () => { [].length = MAX + 1; }, RangeError);
attempt('length negative', () => new Array(-1), RangeError);
attempt('length fractional', () => new Array(1.5), RangeError);
attempt('join', () => sparse().join(), RangeError);
attempt('toString', () => String(sparse()), RangeError);
attempt('Array.from', () => Array.from({ length: 2 ** 53 }), Error);
attempt('apply', () => Math.max.apply(null, { length: MAX }), RangeError);
attempt('spread', () => Math.max(...new Array(5e6)), RangeError, NaN);
attempt('fromCharCode', () => String.fromCharCode.apply(null, new Uint8Array(5e6)).length, RangeError, 5e6);
attempt('Reflect.construct', () => Reflect.construct(Date, { length: 2 ** 31 }), RangeError);
check('at the end', sparse().at(-1), 'last');
check('keys', Object.keys(sparse()).join(), `7,${MAX - 1}`);
check('sort', (() => { const a = sparse(); a.sort(); return a[0] + a[1] + a.length + (2 in a); })(), `lastseven${MAX}false`);
check('pop', (() => { const a = sparse(); return a.pop() + a.length; })(), `last${MAX - 1}`);
check('shortening', (() => { const a = sparse(); a.length = 8; return a.length + a[7] + Object.keys(a).length; })(), '8seven1');
check('slice of the end', sparse().slice(-2)[1], 'last');
check('includes from the end', sparse().includes('last', -3), true);
check('inspection', require('util').inspect(sparse()).length < 200, true);
check('frozen', Object.isFrozen(Object.freeze(sparse())), true);
attempt('with', () => sparse().with(0, 1), RangeError);
for (const copy of ['toSpliced', 'toReversed', 'toSorted']) attempt(copy, () => sparse()[copy](), RangeError);
attempt('fill', () => sparse().fill(0), RangeError);

// Nobody can wait for four thousand million steps: stretches without elements are passed over.
check('forEach', (() => { let s = ''; sparse().forEach((v, k) => { s += v + k; }); return s; })(), `seven7last${MAX - 1}`);
check('map', (() => { const a = sparse().map((v) => v + '!'); return a[7] + a[MAX - 1] + a.length; })(), `seven!last!${MAX}`);
check('filter', sparse().filter(() => true).join(), 'seven,last');
check('every', sparse().every((v) => typeof v === 'string'), true);
check('reduce', sparse().reduce((x, y) => x + y), 'sevenlast');
check('reduceRight', sparse().reduceRight((x, y) => x + y), 'lastseven');
check('indexOf', sparse().indexOf('last'), MAX - 1);
check('lastIndexOf', sparse().lastIndexOf('seven'), 7);
check('flat', sparse().flat().join(), 'seven,last');
check('reverse', sparse().reverse().indexOf('seven'), MAX - 8);
check('shift', (() => { const a = sparse(); a.shift(); return a.indexOf('seven') + a[MAX - 2] + a.length; })(), `6last${MAX - 1}`);
check('splice', (() => { const a = sparse(); return a.splice(3, 10, 'new').join('').length + a[3] + a[MAX - 10] + a.length; })(), `5newlast${MAX - 9}`);
check('copyWithin', sparse().copyWithin(100, 0, 50).indexOf('seven', 8), 107);
attempt('unshift', () => sparse().unshift(1, 2), RangeError);
check('without elements', (() => { const a = new Array(MAX); a.reverse(); return a.indexOf(1) + a.lastIndexOf(1); })(), -2);

// A proxy has each index walked, with the same result.
function scattered(seed) {
  const a = [];
  a[1e8] = 1;
  a.length = 3000;
  for (let i = 0, x = seed; i < 12; i++) {
    x = (x * 1103515245 + 12345) % 2147483648;
    a[x % 3000] = i;
  }
  return a;
}
const operations = {
  reverse: (a) => a.reverse(),
  shift: (a) => a.shift(),
  unshift: (a) => a.unshift(1, 2, 3),
  'splice less': (a) => a.splice(500, 1000, 'x'),
  'splice more': (a) => a.splice(500, 1, 'x', 'y', 'z'),
  'copyWithin up': (a) => a.copyWithin(700, 100, 2000),
  'copyWithin down': (a) => a.copyWithin(100, 700, 2000),
  indexOf: (a) => a.indexOf(11),
  lastIndexOf: (a) => a.lastIndexOf(0),
  map: (a) => a.map((v, k) => `${k}=${v}`),
  reduceRight: (a) => a.reduceRight((x, y, k) => `${x}${k}`, ''),
  flatMap: (a) => a.flatMap((v) => [v, v]),
};
for (const [name, operation] of Object.entries(operations)) {
  for (let seed = 1; seed < 20; seed++) {
    const a = scattered(seed), b = scattered(seed);
    const x = JSON.stringify(operation(a)), y = JSON.stringify(operation(new Proxy(b, {})));
    check(`${name} of ${seed}: result`, x, y);
    check(`${name} of ${seed}: array`, JSON.stringify(Object.entries(a)) + a.length, JSON.stringify(Object.entries(b)) + b.length);
  }
}

// Deep ones.
let deep = [];
for (let i = 0; i < 1e6; i++) deep = [deep];
attempt('flat', () => deep.flat(Infinity).length, RangeError, 0);
attempt('toString of deep', () => String(deep), RangeError, '');
attempt('inspect deep', () => require('util').inspect(deep, { depth: Infinity }).length > 100, RangeError, true);
const cyclic = [1];
cyclic.push(cyclic, [cyclic]);
check('join of cyclic', cyclic.join(), '1,,');
attempt('flat of cyclic', () => cyclic.flat(Infinity), RangeError);

// Callbacks that change the array.
check('forEach that grows', (() => { let n = 0; const a = [1, 2]; a.forEach(() => { a.push(0); n++; }); return n; })(), 2);
check('map that empties', (() => { const a = [1, 2, 3]; return a.map((v) => { a.length = 0; return v; }).length; })(), 3);
check('reduce that empties', (() => { const a = [1, 2, 3]; return a.reduce((x) => { a.length = 0; return x; }); })(), 1);
check('splice by valueOf', (() => {
  const a = [1, 2, 3, 4];
  return a.splice({ valueOf() { a.length = 1; return 1; } }, 2).length;
})(), 2);
check('fill by valueOf', (() => {
  const a = [1, 2, 3, 4];
  a.fill(9, 0, { valueOf() { a.length = 0; return 4; } });
  return a.join();
})(), '9,9,9,9');
check('copyWithin by valueOf', (() => {
  const a = [1, 2, 3, 4];
  a.copyWithin(0, 2, { valueOf() { a.length = 3; return 4; } });
  return `${a[0]}${1 in a}${a.length}`;
})(), '3false3');
check('indexOf by valueOf', (() => {
  const a = [1, 2, 3];
  return a.indexOf(3, { valueOf() { a.length = 0; return 0; } });
})(), -1);
check('join by toString', (() => {
  const a = [{ toString() { a.length = 0; return 'x'; } }, 1, 2];
  return a.join();
})(), 'x,,');
check('concat by species', (() => {
  const a = [1];
  a.constructor = { [Symbol.species]: function () { return new Proxy([], {}); } };
  return a.concat([2]).join();
})(), '1,2');
attempt('a species that is frozen', () => {
  const a = [1];
  a.constructor = { [Symbol.species]: function () { return Object.freeze([]); } };
  return a.map((v) => v);
}, TypeError);
check('iteration that grows', (() => { const a = [0]; for (const v of a) if (v < 1000) a.push(v + 1); return a.length; })(), 1001);
check('a getter that deletes', (() => {
  const a = [0, 1, 2, 3];
  Object.defineProperty(a, 1, { get() { delete a[2]; a.length = 3; return 'got'; }, configurable: true });
  return `${a.map((v) => v)}`;
})(), '0,got,,');
report();
