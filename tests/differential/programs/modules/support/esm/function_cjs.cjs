module.exports = function named() { return 'called'; }; module.exports.prop = 1;
