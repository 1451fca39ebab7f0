'use strict';
const { check, attempt, report } = require('./support');

const LIMIT = 2 ** 29 - 24; // V8's: code units of a string
const too = (what, f) => {
  const e = attempt(what, f, RangeError);
  if (e) check(`${what}: message`, e.message.startsWith('Invalid '), true);
};

const longest = 'a'.repeat(LIMIT);
check('the longest', longest.length, LIMIT);
too('repeat', () => 'a'.repeat(LIMIT + 1));
too('repeat without end', () => 'a'.repeat(Infinity));
too('repeat of long', () => 'abc'.repeat(2 ** 30));
too('concatenation', () => longest + 'b');
too('concatenation in front', () => 'b' + longest);
too('template', () => `${longest}-${longest}`);
too('concat', () => 'b'.concat(longest));
too('padStart', () => 'a'.padStart(LIMIT + 1));
too('padEnd', () => 'a'.padEnd(2 ** 40, 'xy'));
too('join', () => [longest, longest].join());
too('join of holes', () => new Array(2 ** 30).join('-'));
too('doubling', () => {
  let s = 'ab';
  for (;;) s += s;
});
too('replace', () => 'a'.repeat(2 ** 15).replace(/a/g, 'b'.repeat(2 ** 15)));
too('replaceAll', () => 'a'.repeat(2 ** 15).replaceAll('a', 'b'.repeat(2 ** 15)));
too('substitutions', () => 'a'.repeat(2 ** 14).replace(/.+/, '$&'.repeat(2 ** 16)));
too('JSON', () => JSON.stringify([longest, longest]));
too('JSON of quotes', () => JSON.stringify('\u0001'.repeat(2 ** 27)));
too('raw', () => String.raw({ raw: [longest, longest] }));
too('symbol to string', () => Symbol(longest).toString());
check('comparison', longest === longest.slice(0, -1) + 'a', true);
check('order', longest < longest.slice(0, -1) + 'b', true);
check('search', longest.indexOf('b'), -1);
check('last search', longest.lastIndexOf('aa'), LIMIT - 2);
check('as a key', ({ [longest]: 1 })[longest], 1);
check('slices share', Array.from({ length: 1000 }, (_, i) => longest.slice(i)).at(-1).length, LIMIT - 999);

let left = '';
let right = '';
for (let i = 0; i < 1e6; i++) {
  left += String.fromCharCode(97 + i % 26);
  right = String.fromCharCode(97 + i % 26) + right;
}
check('a million appended', left[999_999], String.fromCharCode(97 + 999_999 % 26));
check('a million prepended', right[999_999], 'a');
check('ropes as keys', new Map([[left, 1]]).get(left.slice(0, 5) + left.slice(5)), 1);
let both = 'x';
for (let i = 0; i < 3e5; i++) both = i & 1 ? both + 'y' : 'z' + both;
check('a rope on both sides', both.charCodeAt(150_000), 'x'.charCodeAt(0));
check('charCodeAt beyond', Number.isNaN(left.charCodeAt(2 ** 53)), true);
attempt('normalize', () => '\u1e9b\u0323'.repeat(1e6).normalize('NFKD').length, RangeError, 3e6);
check('split into many', left.split('').length, 1e6);
attempt('number of a long text', () => Number('9'.repeat(1e6)), Error, Infinity);
attempt('parseInt of a long text', () => parseInt('7'.repeat(1e6), 36), Error, Infinity);
attempt('BigInt of a long text', () => BigInt('9'.repeat(2e5)) % 10n, Error, 9n);
attempt('BigInt of much text', () => BigInt('x'.repeat(1e6)), SyntaxError);
report();
