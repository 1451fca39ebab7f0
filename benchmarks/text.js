// String methods over 10 MB of text: split, join, replace, replaceAll, indexOf, slice, concatenation, case, trimming.
let seed = 42;
function random(n) {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >>> 8) % n;
}
const words = 'the quick brown fox jumps over a lazy dog while it rains in Spain mostly on plains and hills; error: none, warning: few'.split(' ');
let text = '';
for (let i = 0; i < 160000; i++) {
  let line = String(i);
  for (let j = 4 + random(16); j > 0; j--) line += ' ' + words[random(words.length)];
  text += line + '\n';
}

function splitAndJoin() {
  const lines = text.split('\n');
  let fields = 0;
  for (const line of lines) fields += line.split(' ').length;
  return fields + lines.join('\r\n').length + text.slice(0, 500000).split('').join('-').length;
}

function replacing() {
  const swapped = text.replaceAll('fox', 'wolf').replaceAll(' ', '  ');
  let count = 0;
  text.split('\n', 50000).forEach((line) => { count += line.replace('dog', 'cat').replace('the', '').length; });
  return swapped.length + count;
}

function searching() {
  let count = 0;
  for (let at = text.indexOf('warning:'); at !== -1; at = text.indexOf('warning:', at + 1)) count++;
  for (let at = text.lastIndexOf('e'); at > 5000000; at = text.lastIndexOf('e', at - 1)) count++;
  return count + text.indexOf('not to be found') + (text.includes('error: never') ? 1 : 0);
}

function slicing() {
  let sum = 0;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    const line = text.slice(start, end);
    const space = line.indexOf(' ');
    sum += Number(line.substring(0, space)) + line.charCodeAt(line.length - 1);
    if (line.startsWith('fox', space + 1) || line.endsWith('dog')) sum++;
    start = end + 1;
  }
  return sum;
}

function building() {
  let out = '';
  for (let i = 0; i < 1000000; i++) out += i & 1 ? 'odd ' : `${i};`;
  let padded = 0;
  for (let i = 0; i < 200000; i++) padded += String(i).padStart(8, '0').concat('|', words[i % words.length].toUpperCase()).trim().length;
  return out.length + out.charCodeAt(out.length >> 1) + padded + text.toUpperCase().charCodeAt(1000);
}

function characters() {
  let vowels = 0;
  for (let i = 0; i < 2000000; i++) {
    const c = text[i];
    if (c === 'a' || c === 'e' || c === 'i' || c === 'o' || c === 'u') vowels++;
  }
  for (const c of text.slice(0, 1000000)) if (c === ' ') vowels++;
  return vowels;
}

exports.parts = { splitAndJoin, replacing, searching, slicing, building, characters };
exports.run = function run() {
  return splitAndJoin() + replacing() + searching() + slicing() + building() + characters();
};
