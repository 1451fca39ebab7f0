// Usage: parse.js PARSER FILE. Prints the size and an FNV-1a hash of the JSON of the syntax tree.
const parsers = {
  acorn: (source) => require('acorn').parse(source, { ecmaVersion: 2022, sourceType: 'script', allowHashBang: true }),
  esprima: (source) => require('esprima').parseScript(source, { range: true, tolerant: false }),
};

function hash(text) {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  return (h >>> 0).toString(16);
}

const source = require('fs').readFileSync(process.argv[3], 'utf8');
const tree = parsers[process.argv[2]](source);
// Statement by statement: the tree of a big file as one string would be longer than a string may be.
let size = 0;
let sum = 0;
for (const statement of tree.body) {
  const json = JSON.stringify(statement, (key, value) => (typeof value === 'bigint' ? `${value}n` : value));
  size += json.length;
  sum = (Math.imul(sum, 31) + parseInt(hash(json), 16)) >>> 0;
}
console.log(tree.body.length, size, sum.toString(16));
