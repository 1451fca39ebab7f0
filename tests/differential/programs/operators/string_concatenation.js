console.log(1 + 2 + '3' + 4 + 5, '5' - 2, '5' * '2', 'a' - 1, '3' + null, undefined + 'x', true + 1, null + 1, undefined + 1, [] + [], {} + [], [1] + 1, -'' + '', 1 / '0', 'b' + 'a' + +'a' + 'a');
let s = ''; for (let i = 0; i < 1000; i++) s += i; console.log(s.length, s.slice(-6), s.charCodeAt(500), s.indexOf('999'));
let l = ''; for (let i = 0; i < 300; i++) l = 'x' + l + 'é'; console.log(l.length, l[0], l[599], l === 'x'.repeat(300) + 'é'.repeat(300));
const a = 'ab' + 'cd', b = 'a' + 'bcd'; console.log(a === b, new Map([[a, 1]]).get(b), { [a]: 1 }[b]);
console.log('x'.concat(1, null, undefined, [2, 3], {}), `${1}${[1, 2]}${{}}${null}`, 'é' + 'e\u0301', ('é' + '').length); try { Symbol() + ''; } catch (e) { console.log(e.message); } try { `${Symbol('q')}`; } catch (e) { console.log(e.message); }
