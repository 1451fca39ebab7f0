// Code units of flat strings, of ropes, of slices, and of wide ones; comparisons of single characters.
const flat = 'The quick brown fox 0123456789';
let rope = '';
for (let i = 0; i < 40; i++) rope += String.fromCharCode(97 + (i % 26)) + i;
const slice = rope.slice(7, 60);
const wide = 'naïve 日本語 ' + rope + '\u{1F600}';
const wideSlice = wide.slice(3, 40);

function visit(s) {
  let codes = 0, digits = 0, spaces = 0, a = 0;
  for (let i = -1; i < s.length + 1; i++) {
    const c = s[i];
    if (c === undefined) { codes += 1000000; continue; }
    codes = (codes * 31 + s.charCodeAt(i)) % 1000003;
    if (c === '0' || c === '7') digits++;
    if (c === ' ') spaces++;
    if (c === 'a' || 'q' === c) a++;
  }
  return [codes, digits, spaces, a].join();
}
for (const s of [flat, rope, slice, wide, wideSlice, slice.slice(20, 45), 'x', '5', '']) console.log(visit(s), s.charCodeAt(1), s.at(-1));

const same = (x, y) => x === y;
console.log(same(flat[20], '0'), same(rope[1], '0'), same('0', String(0)), same('a', '0'), same('10'[0], '1'), same('ab'[0], 'a'),
  same('10', slice.slice(0, 2)), same(String(10), '10'), same('é', 'é'.normalize('NFC')), same('日', wide[6]));
const counts = {};
for (const c of rope) counts[c] = (counts[c] || 0) + 1;
console.log(JSON.stringify(counts));
