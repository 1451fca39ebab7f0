console.log('İstanbul'.toLowerCase().length, 'ﬃ'.toUpperCase(), 'ὈΔΥΣΣΕΎΣ'.toLowerCase(), 'straße'.toUpperCase(), 'ŉ'.toUpperCase().length, '𐐀'.toLowerCase() === '𐐨');
console.log('\u1E9B\u0323'.normalize('NFC').length, '\u1E9B\u0323'.normalize('NFD').length, '\u1E9B\u0323'.normalize('NFKC'), '한글'.normalize('NFD').length, 'ﬁ'.normalize('NFKD'));
console.log('a😀b'.length, [...'a😀b'].length, 'a😀b'.codePointAt(1), 'a😀b'.slice(1, 2).charCodeAt(0).toString(16), 'a😀b'.split('').length, Array.from('e\u0301').length, 'z\u200dw'.length);
console.log(/\p{Lu}/u.test('É'), /\p{Script=Greek}/u.test('α'), /^\p{L}+$/u.test('日本語'), 'ÀÉ'.match(/\w/g), /\u212a/i.test('k'), /\u212a/iu.test('k'), /[^\x00-\x7F]/.test('ü'), '\u180e'.trim().length, '\ufeff\u00a0x\u2029'.trim());
console.log('ab\u0000c'.length, 'tab\there', JSON.stringify('\u0000\u001f\u007f\u2028'), '\ud83d\ude00' === '😀', '😀' > '\uffff', '😀'.localeCompare('😀'), encodeURIComponent('😀'), '￿'.charCodeAt(0));
console.log('x'.padEnd(4, '😀').length, '😀'.repeat(2), '😀x'.at(0).length, '😀'.substring(0, 1).isWellFormed(), String.raw`\u{1F600}`, 'äöü'.split('').reverse().join(''), 'I'.toLowerCase(), 'ı'.toUpperCase());
