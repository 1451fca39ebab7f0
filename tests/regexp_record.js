// Records what this engine (node) answers for a table of patterns and subjects, and for generated ones:
//   node tests/regexp_record.js > tests/regexp_expected.txt
//   node tests/regexp_record.js SEED COUNT    generated cases only, for trying many
// Each case is two lines: the driver's input (see tests/runtime/regexp_driver.c) and its expected output.
'use strict';

const FLAGS = { d: 1, g: 2, i: 4, m: 8, s: 16, u: 32, v: 64, y: 128 };

function hex(text) {
  let out = '';
  for (let i = 0; i < text.length; i++) out += text.charCodeAt(i).toString(16).padStart(4, '0');
  return out || '-';
}

const lines = [];

function record(source, flags, subject, start = 0) {
  let number = 0;
  for (const flag of flags) number |= FLAGS[flag];
  let expected;
  try {
    const regexp = new RegExp(source, flags + 'd' + (flags.includes('y') ? '' : 'g'));
    regexp.lastIndex = start;
    const match = regexp.exec(subject);
    expected = match ? match.indices.map((pair) => (pair ? pair.join() : '-1,-1')).join(' ') : 'none';
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    expected = 'error ' + /: ([^:]*)$/.exec(error.message)[1];
  }
  lines.push(`${number} ${hex(source)} ${hex(subject)} ${start}`, expected);
}

const SUBJECTS = ['', 'a', 'ab', 'abc', 'aab', 'abab', 'aaa', 'b', 'xyz', 'foo bar', 'a\nb', 'A', 'aBc', '0', '12 34',
  'ſ', 'K', 'é', '\u{1F600}', 'a\u{1F600}b', '\uD83D', '\uDE00', '\u2028', 'ab\r\ncd', 'aé\u{1F600}', 'foo.bar(baz)'];

const TABLE = [
  // errors
  ['('], [')'], ['['], ['a**'], ['{1}'], ['{', 'u'], ['a{', 'u'], ['a{2,1}'], ['(?<=a)*'], ['(?=a)*', 'u'], ['(?=a)*'],
  ['\\'], ['\\k<a>', 'u'], ['(?<a>)\\k<b>'], ['(?<a>)\\k'], ['(?<a>x)(?<a>y)'], ['(?<a'], ['(?<1>)'],
  ['[\\k](?<a>)'], ['\\k'], ['(?a)'], ['[b-a]'], ['[a-\\d]', 'u'], ['[\\d-a]', 'u'], ['[a-\\d]'], ['\\1', 'u'],
  ['\\00', 'u'], ['\\x1', 'u'], ['\\u{110000}', 'u'], ['\\p{Foo}', 'u'], ['\\p{Script=Foo}', 'u'], ['\\p', 'u'],
  ['[\\p]', 'u'], ['\\cx', 'u'], ['\\c', 'u'], ['\\c1', 'u'], ['[\\c]', 'u'], ['[\\1]', 'u'], ['\\-', 'u'],
  ['[\\-]', 'u'], [']', 'u'], ['}', 'u'], ['a|*'], ['(?'], ['(?:'], ['(?<='], ['^*'], ['\\b+'], ['[a&&&b]', 'v'],
  ['[a--b&&c]', 'v'], ['[(]', 'v'], ['[&&a]', 'v'], ['[^\\q{ab}]', 'v'], ['[a!!b]', 'v'], ['[a', 'v'],
  ['\\P{RGI_Emoji}', 'v'], ['\\p{RGI_Emoji}', 'u'], ['[\\q{a]', 'v'], ['[z-a]', 'v'], ['[\\d-a]', 'v'],
  ['x{99999999999999999999999}'], ['a{,5}', 'u'], ['a{,5}'], ['\\u{1', 'u'], ['(?<\u{1d49c}>.)'],
  ['(?<\\u{1d49c}>.)'], ['(?<\\ud835\\udc9c>.)'], ['(?<a\\>.)'], ['\\u', 'u'], ['[\\b-\\B]', 'u'], ['[\\B]', 'u'],
  ['\\8', 'u'], ['(?<$>a)\\k<$>'], ['[\\00]', 'u'], ['[\\u]', 'u'], ['[\\x]', 'u'], ['(?<a>.)\\k<a'], ['a??*'],
  ['a{1}{2}'], ['[a-\\w]', 'v'], ['[\\w-]', 'v'], ['[a-b-c]', 'v'], ['[-a]', 'v'], ['[a|b]', 'v'], ['[a&&b-c]', 'v'],
  ['[[a]-b]', 'v'], ['[\\P{RGI_Emoji}]', 'v'], ['\\p{L', 'u'], ['\\pL', 'u'], ['\\p{}', 'u'],
  ['\\p{General_Category=}', 'u'], ['\\p{=L}', 'u'], ['\\k<', 'u'], ['\\k<>', 'u'], ['(?<>a)'], ['[a--b--c]', 'v'],
  ['[^\\q{ab}--\\q{ab}]', 'v'], ['[^\\q{ab}&&a]', 'v'], ['[a-]', 'v'], ['[a--]', 'v'], ['[\\q{a|bc|}]', 'v'],
  // alternatives, groups, quantifiers
  ['a|ab'], ['(a|ab)(c|bcd)(d*)'], ['(z)((a+)?(b+)?(c))*', '', ['zaacbbbcac']], ['(a*)*'], ['(?:a*?)*?b'], ['(a*?)*?$'],
  ['(?:)*'], ['(a?)??'], ['(a|b)*?c'], ['a{0}'], ['(a){0}b'], ['(?:a|b|cd){2,3}', '', ['abcdab', 'cdcd', 'a']],
  ['(?:(a)|b)*', '', ['ab', 'ba', 'bab']], ['(?:(a)|(b)){2}', '', ['ab', 'ba', 'aa']], ['(a?){3}$', '', ['a', 'aa', '']],
  ['(?:(a)??){2}$', '', ['a', 'aa']], ['(?:a??){3}b', '', ['aab', 'aaaab']], ['(\\2a)(\\1)', '', ['aaa']],
  ['(a)|b\\1', '', ['b', 'ab']], ['(?:(a)|(b)|\\1\\2)+', '', ['aab', 'abab']], ['(?=(a+))a*b\\1', '', ['baaabac']],
  ['(?!(a))b|c', '', ['b', 'c', 'ab']], ['(.*?)a(?!(a+)b\\2c)\\2(.*)', '', ['baaabaac']], ['(?=(a))*', '', ['a']],
  ['(?<=(\\d+)(\\d+))$', '', ['1053']], ['(?<=\\1(a))b', '', ['aab', 'ab']], ['(?<=a|bc)d', '', ['ad', 'bcd', 'cd']],
  ['(?<!a)b', '', ['ab', 'b', 'cb']], ['(?<=^a*)b', '', ['aab']], ['(?<=a{2})b', '', ['aab', 'ab']],
  ['(?<=\\b)a'], ['(?<=(?=a)a)b'], ['(?<=(?<!x)a)b', '', ['ab', 'xab']], ['(?<=[\\u{1F600}])b', 'u', ['\u{1F600}b']],
  ['(?<=(a|ab|abc)+)$', '', ['aababc']], ['(?<=a(.))c', '', ['abc']], ['x*?y', '', ['xxxy']], ['.*b', '', ['aabab', 'aa\nb']],
  ['[^]*?c', '', ['ab\nc']], ['a.c', 's', ['a\nc']], ['^b', 'm', ['a\nb', 'ab\r\nb']], ['a$', 'm', ['a\nb', 'ba\r\n']],
  ['a$'], ['^$', 'm', ['a\n\nb']], ['\\bfoo\\b', '', ['a foo b', 'afoo foo']], ['\\Boo', '', ['foo']],
  ['\\w+\\s', '', ['foo bar']], ['\\w+\\b', '', ['foo bar']], ['(\\w+)\\s(\\w+)', '', ['foo bar']],
  ['[a-z]+[0-9]*$', '', ['foo12', 'foo1a']], ['(?:ab|cd)+?x', '', ['abcdx']], ['a+?b*?c??', '', ['aabbc']],
  ['^(?:break|case|catch|continue|do|else|for|function)$', '', ['case', 'catch', 'catcher', 'd', 'do', 'function', 'zzz', '']],
  ['(?:foo|bar|baz|qux)(?:foo|bar|baz|qux)', '', ['foobar', 'xxbazqux', 'fooba']], ['(|a)+', '', ['aaa']], ['(a|)+', '', ['aaa']],
  ['(?:a|ab|abc|abcd)(?:d|$)', '', ['abcd', 'abc']], ['(x+x+)+y', '', ['xxxxxxxxxxxxxxxxxxxxxxxxxxxy']],
  ['(a?b??)*', '', ['ab', 'aabb']], ['(?:a+){3}b', '', ['aaab', 'aab', 'aaaaaab']], ['((a)|b)*?c', '', ['abc', 'bac']],
  ['[^a]', 'i', ['A', 'aAb']], ['a', 'i', ['A']], ['\\u0130', 'i', ['i', 'İ']], ['ß', 'i', ['ẞ', 'ß', 'SS']],
  ['ß', 'iu', ['ẞ', 'ß']], ['\\w', 'iu', ['ſ', 'K', 'é']], ['\\W', 'iu', ['ſ', 'K', 's', 'S', 'é']],
  ['[^\\W]', 'iu', ['ſ', 's', 'é']], ['\\w', 'i', ['ſ', 'K']], ['s', 'i', ['ſ']], ['s', 'iu', ['ſ']], ['[a-z]', 'iu', ['K']],
  ['\\b', 'iu', ['ſ']], ['[à-þ]', 'i', ['À', 'ÿ']], ['ÿ', 'i', ['Ÿ']], ['µ', 'i', ['μ', 'Μ']], ['(a)\\1', 'i', ['aA', 'Aa']],
  ['(é)\\1', 'i', ['éÉ']], ['(\u{10400})\\1', 'iu', ['\u{10400}\u{10428}']], ['\\u{10400}', 'iu', ['\u{10428}']],
  ['[^x]', 'u', ['\u{1F600}', '\uD83D']], ['.', 'u', ['\u{1F600}', '\uDE00']], ['.', '', ['\u{1F600}']],
  ['\\uD83D', 'u', ['\u{1F600}', '\uD83D', 'a\uD83D']], ['\\uDE00', 'u', ['\u{1F600}', '\uDE00']], ['\\uD83D', '', ['\u{1F600}']],
  ['^[^x]$', 'u', ['\u{1F600}']], ['^[^x]$', '', ['\u{1F600}']], ['\\ud83d\\ude00', 'u', ['\u{1F600}']],
  ['[\\ud83d\\ude00]', 'u', ['\u{1F600}']], ['[\\ud83d\\ude00]', '', ['\u{1F600}']], ['\u{1F600}{2}', 'u', ['\u{1F600}\u{1F600}']],
  ['\u{1F600}+?', 'u', ['\u{1F600}\u{1F600}']], ['.*\u{1F600}', 'u', ['a\u{1F600}\u{1F600}b']], ['\\p{L}+', 'u', ['aé1', '\u{1D49C}b']],
  ['\\P{L}+', 'u', ['aé1\u{1F600}']], ['\\p{Lu}', 'iu', ['a', 'A']], ['\\P{Lu}', 'iu', ['a', 'A']], ['[^\\P{Lu}]', 'iu', ['a', 'A']],
  ['\\p{Lu}', 'iv', ['a', 'A']], ['\\P{Lu}', 'iv', ['a', 'A']], ['[^\\P{Lu}]', 'iv', ['a', 'A']], ['\\p{Script=Greek}', 'u', ['αβ']],
  ['\\p{sc=Grek}+', 'u', ['αβa']], ['\\p{ASCII}', 'u'], ['\\p{Any}', 'u'], ['\\p{Emoji}', 'u'], ['\\p{scx=Deva}', 'u', ['\u0964']],
  ['[\\p{L}--[a-z]]', 'v'], ['[\\w&&\\d]', 'v'], ['[[a-z]&&[aeiou]]+', 'v', ['xaeb']], ['^\\p{RGI_Emoji}$', 'v', ['\u{1F600}', '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}']],
  ['[\\q{abc|d|ab}]', 'v', ['abc', 'abx', 'd']], ['[^[a-z]]', 'iv', ['A', '1']], ['[a-z]', 'iv', ['K']], ['[\\p{Ll}]', 'iv', ['A']],
  // Annex B
  ['\\1(a)', '', ['a', '\x01a']], ['\\2(a)', '', ['\x02a', 'a']], ['\\8', '', ['8']], ['\\08', '', ['\x008']], ['\\377', '', ['ÿ']], ['\\400', '', [' 0']],
  ['\\c', '', ['\\c']], ['\\c1', '', ['\\c1']], ['[\\c1]', '', ['\x11', 'c']], ['[\\c]', '', ['\\', 'c']], ['[\\c*]', '', ['\\', '*', 'c']],
  ['\\cA', '', ['\x01']], ['\\x', '', ['x']], ['\\x4', '', ['x4']], ['\\x41', '', ['A']], ['\\u', '', ['u']], ['\\u004', '', ['u004']],
  ['\\u{2}', '', ['uu']], ['\\p{L}', '', ['p{L}']], ['\\a', '', ['a']], ['a{', '', ['a{']], ['a{1', '', ['a{1']], ['a{1,', '', ['a{1,']], ['x{,1}', '', ['x{,1}']],
  [']', '', [']']], ['}', '', ['}']], ['[\\b]', '', ['\b']], ['[\\B]', '', ['B']], ['[\\d-z]', '', ['-', 'y', '5']], ['[z-\\d]', '', ['-', 'z', '5']],
  ['[\\12-\\14]', '', ['\n', '\v']], ['[a-]', '', ['-']], ['[-a]', '', ['-']], ['[]', '', ['a']], ['[^]', '', ['a', '\n', '']], ['\\k<a>', '', ['k<a>']], ['(?=a){2}a', '', ['a']],
  ['(?!a)*a', '', ['a']], ['\\_', '', ['_']], ['[\\_]', '', ['_']], ['\\-', '', ['-']], ['\\0', '', ['\0']], ['[\\0]', '', ['\0']], ['[\\8]', '', ['8']],
  // names
  ['(?<year>\\d+)-(?<m>\\d+)\\k<year>', '', ['12-312']], ['(?<a>.)\\k<a>', '', ['aa']], ['\\k<a>(?<a>x)', '', ['x']],
];

// A small generator of patterns, deterministic.
let state = 1;
function random(n) {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return (state >>> 8) % n;
}
function pick(list) { return list[random(list.length)]; }
let groups = 0;
function atom(depth, flags) {
  switch (random(depth > 0 ? 14 : 8)) {
    case 0: case 1: case 2: return pick(['a', 'b', 'c', 'ab', 'A', 'é']);
    case 3: return pick(['.', '[ab]', '[^a]', '\\w', '\\d', '\\s', '[a-c]', '[^bc]', '\\W']);
    case 4: return pick(['^', '$', '\\b', '\\B', '']);
    case 5: return groups ? '\\' + (1 + random(groups)) : 'b';
    case 6: return flags.includes('u') ? pick(['\u{1F600}', '[\u{1F600}a]', '\\u{1F600}', '[^\u{1F600}]', '\\uD83D']) : pick(['\u{1F600}', '\\uDE00', 'ſ']);
    case 7: return pick(['a', 'b', 'c']);
    case 8: case 9: groups++; return '(' + disjunction(depth - 1, flags) + ')';
    case 10: case 11: return '(?:' + disjunction(depth - 1, flags) + ')';
    case 12: return pick(['(?=', '(?!']) + disjunction(depth - 1, flags) + ')';
    default: return pick(['(?<=', '(?<!']) + disjunction(depth - 1, flags) + ')';
  }
}
function term(depth, flags) {
  const text = atom(depth, flags);
  if (/^(\^|\$|\\b|\\B|)$/.test(text) || /^\(\?<?[=!]/.test(text) || random(3)) return text;
  const body = text.length > 1 && !/^[\\[(]/.test(text) && text !== '\u{1F600}' ? `(?:${text})` : text === '\u{1F600}' && !flags.includes('u') ? `(?:${text})` : text;
  return body + pick(['*', '+', '?', '{2}', '{1,2}', '{0,2}', '{2,}', '*', '+']) + pick(['', '', '?']);
}
function alternative(depth, flags) {
  let out = '';
  for (let n = random(4); n > 0; n--) out += term(depth, flags);
  return out;
}
function disjunction(depth, flags) {
  let out = alternative(depth, flags);
  for (let n = pick([0, 0, 0, 1, 1, 2, 4]); n > 0; n--) out += '|' + alternative(depth, flags);
  return out;
}
function subject() {
  let out = '';
  for (let n = random(9); n > 0; n--) out += pick(['a', 'b', 'c', 'a', 'b', 'A', 'B', ' ', '\n', '1', 'é', '\u{1F600}', '\uD83D', '\uDE00', 'ſ']);
  if (random(2)) out = out.replace(/[^\x00-\xff]/g, 'b');
  return out;
}
function generate(seed, count) {
  state = seed;
  for (let i = 0; i < count; i++) {
    groups = 0;
    const flags = pick(['', '', 'i', 'u', 'm', 's', 'iu', 'y']);
    const source = disjunction(3, flags);
    for (let k = 0; k < 3; k++) {
      const text = subject();
      record(source, flags, text, random(4) || flags.includes('u') ? 0 : random(text.length + 1));
    }
  }
}

if (process.argv.length > 2) {
  generate(Number(process.argv[2]), Number(process.argv[3]));
} else {
  for (const [source, flags = '', subjects] of TABLE) {
    for (const text of subjects || SUBJECTS) record(source, flags, text);
    for (const text of subjects || []) if (text.length > 1 && !/[uv]/.test(flags)) record(source, flags, text, 1);
  }
  generate(7, 400);
}
process.stdout.write(lines.join('\n') + '\n');
