console.log(JSON.stringify({ a: [1, 'x', null, undefined, () => {}, Symbol()], u: undefined, d: new Date(0), n: NaN, i: Infinity, nested: { toJSON() { return 'TJ'; } } }));
console.log(JSON.stringify([undefined, function () {}]), JSON.stringify(undefined), JSON.stringify('\u2028"\\'), JSON.stringify({ a: 1, b: [1, 2], c: {} , e: [] }, null, 2), JSON.stringify([1, [2]], null, '--'));
console.log(JSON.stringify({ a: 1, b: 2, c: { a: 3, d: 4 } }, ['a', 'c']), JSON.stringify({ a: 1, b: 'x' }, (k, v) => (typeof v === 'number' ? v + 1 : v)), JSON.stringify(Object.create({ inherited: 1 })), JSON.stringify(new Map([[1, 2]])), JSON.stringify(Object('s')), JSON.stringify(-0));
console.log(JSON.parse('{"a":[1,2,{"b":null}],"c":"\\u0041\\n","__proto__":5}'), JSON.parse(' [1e3, -0, 0.5, true] '), JSON.parse('"x"'), JSON.parse('{"a":1,"a":2}'));
console.log(JSON.parse('{"a":[1,2],"b":{"c":3}}', (k, v) => (Array.isArray(v) ? v.concat('r') : typeof v === 'number' ? v * 10 : v)));
for (const t of ['', '{', '[1,]', '{a:1}', '"\n"', '01', 'nul', '{"a":1}}', '[1 2]', '"\\x"', 'undefined', '1.']) { try { console.log(JSON.parse(t)); } catch (e) { console.log(e.name + ': ' + e.message); } }
const cyc = { name: 'c', list: [{}] };
cyc.list[0].back = cyc;
try { JSON.stringify(cyc); } catch (e) { console.log(e.message); }
console.log(JSON.stringify({ '1': 1, b: 2, '0': 0 }), JSON[Symbol.toStringTag], JSON.stringify({ a: [] , b: {} }, null, 1));
