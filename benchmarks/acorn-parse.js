// needs: acorn@8.15.0 lodash@4.17.21
// A real program: acorn parses lodash.
const acorn = require('acorn');
const source = require('fs').readFileSync(require.resolve('lodash/lodash.js'), 'utf8');

exports.run = function run() {
  const tree = acorn.parse(source, { ecmaVersion: 2022 });
  return tree.body.length + tree.end;
};
