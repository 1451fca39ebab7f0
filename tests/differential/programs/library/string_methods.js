const s = 'Hello, World';
console.log(s.length, s[4], s.charAt(20), s.charCodeAt(1), s.codePointAt(0), s.at(-1), s.indexOf('o'), s.lastIndexOf('o'), s.indexOf('o', 5), s.includes('World'), s.startsWith('He'), s.endsWith('d'), s.search(/W/));
console.log(s.slice(-5), s.slice(2, -2), s.substring(5, 2), s.substr(-3, 2), s.toUpperCase(), s.toLowerCase(), s.split(', '), s.split(''), s.split('l', 2), s.split(/(o)/), ''.split(''), 'a,b,'.split(','));
console.log('  x '.trim() + '|', ' x '.trimStart() + '|', ' x '.trimEnd() + '|', 'ab'.padStart(5, '12'), 'ab'.padEnd(5), 'abc'.padStart(2), 'ab'.repeat(3), 'abc'.concat(1, null));
console.log('aXbX'.replace('X', '$&$&'), 'aXbX'.replaceAll('X', (m, i) => i), 'x-y'.replace(/(\w)-(\w)/, '$2-$1 $$ $` $\''), 'abc'.replace('z', 'q'), 'aaa'.replace(/a/g, (m, off) => off));
console.log('ß'.toUpperCase(), 'İ'.toLowerCase().length, 'ΑΣ'.toLowerCase(), 'ǆ'.toUpperCase(), 'é'.normalize('NFD').length, 'a\u0301'.normalize().length, 'a'.localeCompare('b'), 'a' < 'B');
console.log(String.fromCharCode(72, 105), String.fromCodePoint(128512), '😀'.split(''), [...'😀x'], '😀'.charCodeAt(1), '\ud83d'.isWellFormed(), '\ud83dx'.toWellFormed());
console.log('abc' < 'abd', 'a' + 1 + 2, 1 + 2 + 'a', 'b'.codePointAt(9), 'x'.at(5), 'tEST'.charAt(0).toUpperCase(), 'a-b-c'.split('-').reverse().join('+'));
try { 'x'.repeat(Infinity); } catch (e) { console.log(e.message); }
try { String.fromCodePoint(-1); } catch (e) { console.log(e.message); }
let rope = '';
for (let i = 0; i < 20000; i++) rope += i % 10;
console.log(rope.length, rope.slice(9990, 10010), rope.indexOf('901'), rope === rope.split('').join(''));
