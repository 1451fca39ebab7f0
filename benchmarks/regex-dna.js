// Regular expressions on a generated DNA sequence: counting variants and substituting, as in the Benchmarks Game.
let seed = 42;
function random() {
  seed = (seed * 3877 + 29573) % 139968;
  return seed / 139968;
}
let sequence = '';
for (let i = 0; i < 40000; i++) {
  if (i % 10000 === 0) sequence += '>PART ' + i + ' Homo sapiens\n';
  let line = '';
  for (let j = 0; j < 60; j++) {
    const r = random();
    line += r < 0.303 ? 'a' : r < 0.501 ? 'c' : r < 0.6985 ? 'g' : r < 0.9995 ? 't' : 'BDHKMNRSVWY'[Math.floor(random() * 11)];
  }
  sequence += line + '\n';
}

const variants = [/agggtaaa|tttaccct/ig, /[cgt]gggtaaa|tttaccc[acg]/ig, /a[act]ggtaaa|tttacc[agt]t/ig, /ag[act]gtaaa|tttac[agt]ct/ig,
  /agg[act]taaa|ttta[agt]cct/ig, /aggg[acg]aaa|ttt[cgt]ccct/ig, /agggt[cgt]aa|tt[acg]accct/ig, /agggta[cgt]a|t[acg]taccct/ig,
  /agggtaa[cgt]|[acg]ttaccct/ig];
const substitutions = [[/tHa[Nt]/g, '<4>'], [/aND|caN|Ha[DS]|WaS/g, '<3>'], [/a[NSt]|BY/g, '<2>'], [/\|[^|][^|]*\|/g, '|'],
  [/\|[^|]*\|/g, '-'], [/B/g, '(c|g|t)'], [/[DK]/g, '(a|g|t)'], [/Y/g, '(c|t)']];

function count() {
  const bare = sequence.replace(/>.*\n|\n/g, '');
  let found = bare.length;
  for (const variant of variants) found += (bare.match(variant) || []).length;
  return found;
}

function substitute() {
  let text = sequence.replace(/>.*\n|\n/g, '');
  for (const [pattern, replacement] of substitutions) text = text.replace(pattern, replacement);
  return text.length;
}

exports.parts = { count, substitute };
exports.run = function run() {
  return count() + substitute();
};
