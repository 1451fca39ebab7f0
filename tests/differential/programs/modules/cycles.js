const a = require('./support/cycle_a'), b = require('./support/cycle_b');
console.log(a, b.sawA, b.lateA());
