const values = [0, -0, 1, '1', '', 'a', null, undefined, NaN, true, false, [], [1], {}];
for (const a of values) {
  let row = '';
  for (const b of values) row += [a == b, a === b, a < b, a <= b].map(Number).join('') + ' ';
  console.log(row);
}
console.log('b' > 'a', 'B' > 'a', '10' < '9', 10 < 9, '10' < 9, 'a' < 1, null >= 0, undefined >= 0, [2] > 1);
console.log(Object.is(NaN, NaN), Object.is(0, -0), 1 < 2 < 3, 3 > 2 > 1);
