function f(a, b = a + 1, c = () => a + b) { a = 10; return [a, b, c()]; }
console.log(f(1), f(1, 2), f(1, undefined), f(1, null), f.length);
let calls = 0;
const g = (x = ++calls) => x;
g(); g(5); g(undefined);
console.log(calls);
try { (function (a = b, b) {})(); } catch (e) { console.log(e.name, e.message); }
const outer = 'outer';
function h(x = outer) { const outer = 'inner'; return [x, outer]; }
console.log(h());
console.log(((a, b = 1, c) => 0).length, ((...r) => 0).length, (({ a }, [b]) => 0).length);
