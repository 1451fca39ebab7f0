const a = [1, 2], o = { x: 1, y: { z: 2 } };
console.log([0, ...a, ...'hi', ...new Set([9])], { ...o, x: 5, ...null, ...undefined, ...'ab', ...[7] });
console.log(Math.min(...a, -5), new Date(...[2020, 0, 2]).getFullYear(), ((...r) => r)(...a, ...a));
const copy = { ...o };
copy.y.z = 3;
console.log(o.y.z, { ...{ get g() { return 'got'; } } }, { a: 1, ...{ a: 2 }, b: 3 });
console.log([...[, 1]], [...Array(2).keys()], Object.keys({ ...Object.create({ inherited: 1 }), own: 1 }));
function f() { return g(...arguments, 'end'); }
function g(...all) { return all.join('-'); }
console.log(f(1, 2), f.apply(null, { length: 2, 0: 'a', 1: 'b' }));
