'use strict';
const { check, attempt, report } = require('./support');

// Patterns whose backtracking is exponential. Here they end at once, or with an error; V8 hangs on some.
const evil = [
  ['(a*)*b', 'a'.repeat(28)],
  ['(a+)+$', 'a'.repeat(40) + '!'],
  ['^(a|aa)+$', 'a'.repeat(60) + 'b'],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(50)],
  ['(x+x+)+y', 'x'.repeat(40)],
  ['^(?:.*?,){11}P', '1,2,3,4,5,6,7,8,9,10,11,12,13'.repeat(3)],
  ['(?:a?){40}a{40}', 'a'.repeat(40)],
  ['(.*)*\\1x', 'ab'.repeat(12)],
  ['^(?=(a+)+b)', 'a'.repeat(35)],
  ['(?<=(a+)+)b', 'a'.repeat(35) + 'c'],
];
module.exports = evil;
for (const [source, text] of evil) {
  attempt(source, () => { new RegExp(source).exec(text); return 0; }, RangeError, 0);
}

const long = 'a'.repeat(1e6);
attempt('captures over a long text', () => /^(?:(a)|b)*$/.exec(long)[1], RangeError, 'a');
attempt('lazy over a long text', () => /^(?:a|b)*?$/.test(long), RangeError, true);
attempt('lookahead over a long text', () => /^(?:(?=a)a)*$/.test(long), RangeError, true);
attempt('back reference over a long text', () => /^(a*)\1$/.test(long), RangeError, true);
attempt('quadratic search', () => /a*b/.test('a'.repeat(20000)), RangeError, false);
attempt('alternatives over a long text', () => /^(?:ab|cd|a|b)*$/i.test(long), RangeError, true);
check('a class over a long text', /^[^b]*$/.test(long), true);
check('match all of a long text', long.match(/a/g).length, 1e6);
check('empty matches in a long text', long.replace(/x*/g, '-').length, 2e6 + 1);
check('split a long text', long.split(/(?:)/u).length, 1e6);

attempt('deep groups', () => new RegExp('('.repeat(1e5) + ')'.repeat(1e5)).test(''), SyntaxError, true);
attempt('deep unclosed groups', () => new RegExp('('.repeat(1e6)), SyntaxError);
attempt('deep lookaheads', () => new RegExp('(?='.repeat(1e5) + ')'.repeat(1e5)).test(''), SyntaxError, true);
attempt('deep classes', () => new RegExp('['.repeat(1e5) + ']'.repeat(1e5), 'v').test(''), SyntaxError, false);
attempt('nested counts', () => new RegExp('(?:(?:(?:a{1000}){1000}){1000}){1000}').test('a'), Error, false);
attempt('a huge count', () => /a{2147483648}/.test('a'), SyntaxError, false);
attempt('a huge minimum', () => new RegExp('(?:a|b){4294967296,}').test('ab'), SyntaxError, false);
attempt('a count of groups', () => new RegExp('(?:(a)(b)(c)){0,100000}').test('abc'), SyntaxError, true);
attempt('many alternatives', () => new RegExp(Array.from({ length: 1e5 }, (_, i) => `w${i}`).join('|')).test('w99999'), SyntaxError, true);
attempt('many groups', () => new RegExp('(a)'.repeat(40000)).test('a'), SyntaxError, false);
attempt('many names', () => new RegExp(Array.from({ length: 5000 }, (_, i) => `(?<n${i}>a)`).join('|')).exec('a').groups.n0, SyntaxError, 'a');
attempt('a long literal', () => new RegExp('a'.repeat(1e6)).test(long), SyntaxError, true);
attempt('a long class', () => new RegExp(`[${Array.from({ length: 60000 }, (_, i) => `\\u{${(i * 2 + 256).toString(16)}}`).join('')}]`, 'u').test('a'), SyntaxError, false);

check('lastIndex by valueOf', (() => {
  const r = /a/g;
  r.lastIndex = { valueOf() { r.lastIndex = 100; r.compile('b', 'y'); return 0; } };
  return r.test('ba');
})(), true);
check('lastIndex beyond', (() => { const r = /a/y; r.lastIndex = 2 ** 60; return r.test('a'); })(), false);
check('a replacer that matches', 'aaa'.replace(/a/g, () => 'b'.replace(/b/, () => 'c')), 'ccc');
check('a replacer that compiles its pattern', (() => { const r = /a/g; return 'aaa'.replace(r, () => { r.compile('z'); return 'b'; }); })(), 'bbb');
attempt('a replacer that recurs', () => { const f = () => 'a'.replace(/a/, f); return f(); }, RangeError);
attempt('exec that never ends', () => {
  const r = /a/g;
  let n = 0;
  r.exec = () => { if (++n > 1e5) throw new EvalError('enough'); return { index: 0, 0: '', length: 1 }; };
  return 'x'.match(r);
}, EvalError);
check('groups that lie', (() => {
  const r = /a/;
  r.exec = () => ({ index: -5, length: 2 ** 20, 0: 'abc', groups: { x: 1 } });
  return 'abc'.replace(r, '[$<x>]').length > 0;
})(), true);
report();
