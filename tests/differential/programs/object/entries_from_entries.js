const o = { a: 1, b: [2], [Symbol('x')]: 3 };
console.log(Object.entries(o), Object.values(o), Object.fromEntries(Object.entries(o).map(([k, v]) => [k.toUpperCase(), v])), Object.fromEntries(new Map([['m', 1], ['n', 2]])));
console.log(Object.entries('ab'), Object.values([7, , 8]), Object.entries(5), Object.keys('xy'));
for (const bad of [null, undefined]) try { Object.entries(bad); } catch (e) { console.log(e.message); }
try { Object.fromEntries([1]); } catch (e) { console.log(e.message); }
try { Object.fromEntries(5); } catch (e) { console.log(e.message); }
const changing = { get a() { delete this.b; this.c = 1; return 'A'; }, b: 1 }; console.log(Object.entries(changing));
console.log(Object.fromEntries([[1, 'n'], [Symbol.iterator, 's'], [null, 'z']]));
