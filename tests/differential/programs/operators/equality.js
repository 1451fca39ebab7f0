const vals = [0, -0, '', '0', false, null, undefined, NaN, [], [0], {}, '[object Object]', 1, true, '1'];
for (const a of vals) console.log(vals.map((b) => +(a == b)).join(''), vals.map((b) => +(a === b)).join(''));
console.log([1, 2] == '1,2', new String('a') == 'a', new String('a') == new String('a'), null == 0, null >= 0, undefined == 0, NaN != NaN, Symbol.iterator == Symbol.iterator, '1e1' == 10, ' \n' == 0, '0x10' == 16);
console.log({ valueOf: () => 1 } == 1, { toString: () => 'x' } == 'x', new Date(0) == new Date(0).toString(), [[]] == 0, [null] == '', [undefined] == '');
