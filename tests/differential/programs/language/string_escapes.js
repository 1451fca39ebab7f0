console.log('\x41\u0042\u{43}\n\t\'"\\', 'a\
b', '\0'.length, '\u{1F600}'.length, 'é'.length, '\v\f\b'.length, "it's", 'say "hi"');
console.log(JSON.stringify('\u2028\ud800"\\\n\u0007'), '\101', '日本語'.split(''), [...'👍🏽'].length);
console.log(escape('ü ÿ€'), unescape('%FC%u20AC'), encodeURIComponent('a b&ü😀'), decodeURIComponent('%F0%9F%98%80'), encodeURI('http://x/?a=ü b#c'));
