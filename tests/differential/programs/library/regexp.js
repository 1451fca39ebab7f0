console.log(/a(b)?c/.exec('xac'), /(?<y>\d{4})-(?<m>\d\d)/.exec('on 2024-05').groups.m, 'a1b22'.match(/\d+/g), 'none'.match(/\d/), [...'a1b2'.matchAll(/[a-z](\d)/g)].map((m) => m[1] + m.index));
const sticky = /foo/y;
sticky.lastIndex = 3;
console.log(sticky.test('barfoo'), sticky.lastIndex, sticky.test('barfoo'), sticky.lastIndex);
const g = /o/g;
console.log(g.exec('foo').index, g.lastIndex, g.exec('foo').index, g.exec('foo'), g.lastIndex);
console.log('aBc'.replace(/b/i, '[$&]'), 'x\ny'.match(/^y$/m)[0], /a.c/s.test('a\nc'), /\u{1F600}/u.test('😀'), /^.$/u.test('😀'), /^.$/.test('😀'));
console.log(/(?<=\$)\d+/.exec('cost $42')[0], /(?<!a)b/.exec('ab bb').index, /(a+)+b/.test('aaaaaaaaaaaaaaaaaaaaaa'), /\bfoo\b/.test('a foo b'), /(\w+)\s\1/.exec('hello hello')[1]);
console.log(/[^abc]/.exec('abcd')[0], /[\d-x]+/.exec('12-x')[0], /a{2,3}?/.exec('aaaa')[0], /(?:a|ab)(?:c|bcd)(?:d*)/.exec('abcd')[0], /()|/.exec('')[1]);
console.log(new RegExp('a/b', 'gi').toString(), new RegExp('').source, /[/]/.source, RegExp('x', 'gimsuyd').flags, /x/d.exec('axb').indices[0], String(new RegExp('\n')));
for (const p of ['(', '[', 'a**', '(?<n>a)(?<n>b)', '\\', 'a{2,1}', '(?<1a>x)', '[b-a]']) { try { new RegExp(p); console.log('ok', p); } catch (e) { console.log(e.name + ': ' + e.message); } }
console.log('2020-01-02'.replace(/(?<y>\d+)-(?<m>\d+)/, '$<m>/$<y>'), 'aaa'.lastIndexOf('a'), 'abcabc'.replace(/b(c)/g, (m, c, off, str) => `${c}${off}${str.length}`));
console.log('a,b;c'.split(/[,;]/), 'abc'.split(/(?:)/), 'ab'.split(/(a)|b/), 'x'.split(/x/), /(z)((a+)?(b+)?(c))*/.exec('zaacbbbcac'));
