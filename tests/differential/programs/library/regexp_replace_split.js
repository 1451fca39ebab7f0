console.log('John Smith'.replace(/(?<f>\w+)\s(?<l>\w+)/, '$<l>, $<f>'), 'aaa'.replace(/a/, '$$'), 'abc'.replace(/(b)(x)?/, '[$1$2$3]'), 'abc'.replace('b', '$`|$\''), 'x1y2'.replace(/\d/g, (d) => d * 2), 'aBc'.replace(/[A-Z]/g, (c) => '_' + c.toLowerCase()));
console.log('one  two three'.split(/\s+/), 'a1b2c3'.split(/\d/), 'a1b2c3'.split(/(\d)/), 'abc'.split('', 2), 'test'.split('t'), 'ab'.split(/(?:)/u), ''.split(/x/), 'x'.split(/(x)/), 'A<B>bold</B>'.split(/<(\/)?([^<>]+)>/));
const re = /(\d+)-(\d+)/g;
let m;
while ((m = re.exec('10-20 30-40')) !== null) console.log(m[0], m.index, re.lastIndex, m.length, m.input.length);
console.log('aXbX'.replaceAll(/X/g, '-'), 'abcabc'.lastIndexOf('c'), 'abc'.search(/c/), 'abcabc'.match(/b/g).length, 'abc'.match(/(?<x>b)/).groups, [...'t1t2'.matchAll(/t(\d)/g)].map((x) => x[1]));
try { 'a'.replaceAll(/a/, 'b'); } catch (e) { console.log(e.message); }
try { 'a'.matchAll(/a/); } catch (e) { console.log(e.message); }
class RE extends RegExp { exec(s) { const r = super.exec(s); if (r) r[0] = r[0].toUpperCase(); return r; } }
console.log('abc'.match(new RE('b'))[0], new RE('x', 'g').flags, 'abc'.replace(new RE('b'), '<$&>'), new RE('y') instanceof RegExp, RegExp.prototype.toString.call(new RE('z', 'i')));
console.log('2024-01-15'.match(/^(\d{4})-(\d\d)-(\d\d)$/).slice(1).map(Number), /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test('192.168.1.1'), /^[\w.]+@[\w.]+\.\w+$/.test('a.b@c.de'), 'camelCaseString'.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());
console.log(/a|ab/.exec('abc')[0], /((a)|(ab))((c)|(bc))/.exec('abc'), /a[a-z]{2,4}?/.exec('abcdefghi')[0], /(aa|aabaac|ba|b|c)*/.exec('aabaac')[0], /(?=(a+))a*b\1/.exec('baaabac'), /(.*?)a(?!(a+)b\2c)\2(.*)/.exec('baaabaac'), /\cA/.test('\x01'), /[\b]/.test('\b'));
