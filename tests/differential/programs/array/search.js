const a = [1, 2, NaN, 2, , undefined, -0, '2'];
console.log(a.indexOf(2), a.lastIndexOf(2), a.indexOf(NaN), a.includes(NaN), a.indexOf(undefined), a.includes(undefined), a.indexOf(0), a.indexOf(2, 2), a.indexOf(2, -5), a.lastIndexOf(2, 1), a.lastIndexOf(2, -6), a.indexOf('2'), [, 1].includes(undefined), [].includes(1));
console.log(a.find((x) => x > 1), a.findIndex((x) => x === undefined), a.findLast((x) => x < 5), a.findLastIndex((x) => x === 2), a.find((x) => x === 'no'), a.findIndex(() => false));
console.log([1, 2, 3].some((x) => x > 2), [].some(() => true), [].every(() => false), [1, , 3].every((x) => x), Array.prototype.indexOf.call('hello', 'l'), Array.prototype.includes.call({ length: 1, 0: 'q' }, 'q'));
for (const f of ['find', 'some', 'every', 'filter', 'map', 'forEach', 'reduce', 'findLast', 'flatMap', 'sort']) try { [][f]({}); } catch (e) { console.log(e.message); }
