const a = require('./cycle_a');
exports.sawA = Object.keys(a).join();
exports.lateA = () => a.late;
