exports.named = 'named'; exports['quoted name'] = 1; module.exports.later = 2; exports.missing = undefined; delete exports.missing;
Object.defineProperty(exports, 'getter', { enumerable: true, get: function () { return exports.named; } });
Object.defineProperty(exports, '__esModule', { value: true });
exports.default = 'the default property';
exports.esm = () => import('./star_shared.mjs');
