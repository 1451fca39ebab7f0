const log = (...a) => console.log(...a);
/(\d)(\d)?/.exec("a12b"); log(RegExp.$1, RegExp.$2, RegExp.$3, RegExp.lastMatch, RegExp["$&"], RegExp.leftContext, RegExp.rightContext, RegExp.lastParen, RegExp.input, RegExp.$_);
"xyz".replace(/y/, ""); log(RegExp.lastMatch, RegExp.leftContext, RegExp["$'"]);
