const a = 1, b = () => 2; let calls = 0;
module.exports = { a, b, 'c-d': a, ...require('../reassigned.js'), e: () => calls++ };
