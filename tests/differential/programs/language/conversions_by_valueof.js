const log = [];
const o = {
  valueOf() { log.push('valueOf'); return 42; },
  toString() { log.push('toString'); return 'str'; },
};
console.log(o + 1, `${o}`, o * 2, o > 41, o == 42, String(o), [o] + '', o + 'x');
console.log(log.join());
const p = { [Symbol.toPrimitive](hint) { return hint === 'number' ? 7 : hint; } };
console.log(+p, `${p}`, p + '', p * 1, p == 'default');
try {
  +{ valueOf() { return {}; }, toString() { return {}; } };
} catch (e) {
  console.log(e.name, e.message);
}
try {
  `${Symbol('x')}`;
} catch (e) {
  console.log(e.name, e.message);
}
console.log(Object.create(null, { toString: { value: () => 'np' } }) + '');
