const a = [1, 2, 3]; a['1'] = 'one'; a['01'] = 'x'; a[-1] = 'neg'; a[1.5] = 'frac'; a[3] = 4; console.log(a, a.length, Object.keys(a));
a.length = 0; console.log(a, a.length); a.length = '2'; console.log(a); for (const l of [-1, 1.5, 'x', 2 ** 32]) try { a.length = l; } catch (e) { console.log(e.message); }
const s = []; s[1000000] = 1; console.log(s.length, Object.keys(s), s.indexOf(1)); s[4294967294] = 'max'; s[4294967295] = 'property'; console.log(s.length, Object.keys(s)); try { s.push(1); } catch (e) { console.log(e.name, s.length); }
const f = [1, 2, 3]; Object.defineProperty(f, 1, { configurable: false, value: 2 }); f.length = 0; console.log(f.length); 
console.log([, ].length, [, , 1].length, [1, , ].length, 0 in [, 1], [1, 2, 3]['length'], 'length' in [], Object.getOwnPropertyDescriptor([1], 'length'), [1, 2][true], [5][0.0], [6][-0], [7]['-0']);
