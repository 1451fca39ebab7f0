const d = require('./support/data.json'), again = require('./support/data');
console.log(d, d === again, Object.keys(d)); d.added = 1; console.log(require('./support/data.json').added);
