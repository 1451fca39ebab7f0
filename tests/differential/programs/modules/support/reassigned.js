exports.lost = 1;
module.exports = { kept: 2, exportsIsOld: exports.lost, same: this === exports };
exports.alsoLost = 3;
