exports.early = 'a early';
const b = require('./cycle_b');
exports.sawFromB = b.sawA;
exports.late = 'a late';
