console.log((function () { return this === globalThis; })(), (() => 1)(), !function () { return 0; }(), +function () { return '5'; }());
var mod = (function (exports) { var hidden = 1; exports.inc = () => ++hidden; return exports; })({});
console.log(mod.inc(), mod.inc(), typeof hidden);
new (function () { console.log(new.target !== undefined); })();
void (() => console.log('void'))();
