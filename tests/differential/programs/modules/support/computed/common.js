exports.name = 'common';
exports.next = require('./next.js');
exports.evaluated = globalThis.commonCount = (globalThis.commonCount ?? 0) + 1;
