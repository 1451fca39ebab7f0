const a = require('./support/counter'), b = require('./support/counter.js'); console.log(a === b, a(), b(), a());
console.log(Object.keys(require.cache).some((k) => k.endsWith('counter.js')), require.resolve('./support/counter').endsWith('counter.js'));
