'use strict';
const { check, attempt, report } = require('./support');

const DEPTH = 1_000_000;

function depthOf(value, next) {
  let depth = 0;
  for (let v = value; v !== undefined; v = next(v)) depth++;
  return depth;
}

const arrays = '['.repeat(DEPTH) + ']'.repeat(DEPTH);
const objects = '{"a":'.repeat(DEPTH) + '1' + '}'.repeat(DEPTH);
attempt('parse arrays', () => depthOf(JSON.parse(arrays), (v) => v[0]), RangeError, DEPTH);
attempt('parse objects', () => depthOf(JSON.parse(objects), (v) => v.a), RangeError, DEPTH + 1);
attempt('parse unclosed arrays', () => JSON.parse('['.repeat(DEPTH)), Error);
attempt('parse with a reviver', () => JSON.parse(arrays, (k, v) => v).length, RangeError, 1);

let nested = [];
for (let i = 0; i < DEPTH; i++) nested = [nested];
attempt('stringify arrays', () => JSON.stringify(nested).length, RangeError, 2 * DEPTH + 2);
let chain = {};
for (let i = 0; i < DEPTH; i++) chain = { chain };
attempt('stringify objects', () => JSON.stringify(chain).length, RangeError, 10 * DEPTH + 2);
attempt('stringify with indentation', () => JSON.stringify(chain, null, 10), RangeError);
attempt('toJSON of itself', () => JSON.stringify({ toJSON() { return JSON.stringify(this); } }), RangeError);
attempt('toJSON without end', () => JSON.stringify({ toJSON() { return { toJSON: this.toJSON, next: this }; } }), Error, '{}');

const cyclic = { list: [1, { }] };
cyclic.list[1].back = cyclic;
const error = attempt('cyclic', () => JSON.stringify(cyclic), TypeError);
check('cyclic: message', /^Converting circular structure to JSON/.test(error.message), true);
attempt('replacer that grows the object', () => {
  let left = 1000;
  return JSON.stringify({ a: 1 }, function (key, value) {
    if (left-- > 0) this[`k${left}`] = left;
    return typeof value === 'object' ? value : left < 0 ? 0 : 1;
  });
}, Error, '{"a":1}');

const holder = JSON.parse('[1,2,3,4]', function (key, value) {
  if (key === '0') this.length = 1;
  return value;
});
check('reviver that shortens the array', JSON.stringify(holder), '[1]');
check('long strings', JSON.parse(JSON.stringify('\u0001"\ud800'.repeat(1e6))).length, 3e6);
check('long numbers', JSON.parse('1' + '0'.repeat(1e6)), Infinity);
check('long fractions', JSON.parse('0.' + '0'.repeat(1e6) + '1'), 0);
check('many keys', Object.keys(JSON.parse('{' + Array.from({ length: 1e5 }, (_, i) => `"k${i}":${i}`).join() + '}')).length, 1e5);
check('equal keys', JSON.stringify(JSON.parse('{' + '"a":1,'.repeat(1e5) + '"a":2}')), '{"a":2}');
check('array-like keys', Object.keys(JSON.parse('{"4294967294":1,"4294967295":2,"__proto__":3}')).join(), '4294967294,4294967295,__proto__');
report();
