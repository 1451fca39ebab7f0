console.log(Array(3), Array(1, 2), new Array('3'), Array.of(3), Array.from('héy'), Array.from({ length: 3 }, (_, i) => i * i), Array.from(new Set([1, 1, 2])), Array.from({ 0: 'a', length: '2' }));
for (const n of [-1, 1.5, NaN, 2 ** 32]) try { Array(n); } catch (e) { console.log(e.name, e.message); }
console.log(Array.from([1, 2], function (x) { return x * this.k; }, { k: 10 }), Array.from(new Map([[1, 2]])), Array.isArray(new Proxy([], {})), Array.isArray({ __proto__: [] }));
try { Array.from([], 5); } catch (e) { console.log(e.message); } try { Array.from(null); } catch (e) { console.log(e.message); }
function C(n) { this.args = n; } console.log(Array.from.call(C, [1]), Array.of.call(C, 5));
const big = []; big[5] = 1; big.length = 7; console.log(big, big.length); big.length = 2; console.log(big);
