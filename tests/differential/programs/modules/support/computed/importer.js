exports.direct = () => eval('import("./next.js")');
exports.made = new Function('specifier', 'return import(specifier)');
require('./common.js');
