const text = 'import("./next.js")';
exports.direct = () => eval(text);
exports.indirect = () => (0, eval)(text);
exports.made = new Function('return ' + text);
