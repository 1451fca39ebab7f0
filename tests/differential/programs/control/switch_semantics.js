const f = (x) => { const out = []; switch (x) { case 1: out.push('one'); case 2: out.push('two'); break; default: out.push('def'); case 3: out.push('three'); } return out.join(); };
console.log(f(1), '|', f(2), '|', f(3), '|', f(9), '|', f('1'), '|', f(NaN));
const log = []; const t = (v) => (log.push(v), v); switch (t(3)) { case t(1): case t(3): case t(5): } console.log(log);
switch (1) { case 0: let scoped = 'tdz'; break; case 1: try { scoped; } catch (e) { console.log(e.message); } }
const g = (s) => { switch (true) { case s.length > 3: return 'long'; case s === 'ab': return 'ab'; } return 'other'; }; console.log(g('abcd'), g('ab'), g(''));
switch (0) { case -0: console.log('zero'); } switch ('a') { default: console.log('only default'); } switch (1) {}
const h = (v) => { switch (typeof v) { case 'string': return 's'; case 'number': return 'n'; case 'object': return v ? 'o' : 'null'; default: return typeof v; } }; console.log([1, 's', {}, null, undefined, () => 1].map(h));
for (const i of [0, 1, 2, 3]) { switch (i) { case 1: continue; case 3: break; default: console.log('i', i); } }
const big = (n) => { switch (n) { case 0: return 'a'; case 1: return 'b'; case 2: return 'c'; case 3: return 'd'; case 100: return 'e'; case 1.5: return 'f'; case -1: return 'g'; case '2': return 'h'; } }; console.log([0, 1, 2, 3, 100, 1.5, -1, '2', 4, '0'].map(big));
