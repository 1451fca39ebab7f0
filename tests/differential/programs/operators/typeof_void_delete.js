console.log([1, '', true, null, undefined, {}, [], () => 1, class {}, Symbol(), /x/, new Date(), NaN].map((v) => typeof v), typeof undeclared, typeof typeof 1);
console.log(void 0, void 'x', delete {}.x, delete 5, (() => { var v = 1; return [delete v, v]; })());
const o = { a: 1, get b() { return 1; } }; console.log(delete o.a, delete o.b, delete o.nothing, o); const a = [1, 2, 3]; delete a[1]; console.log(a, a.length, 1 in a);
globalThis.gl = 1; console.log(delete globalThis.gl, typeof gl); implicit = 2; console.log(delete globalThis.implicit, typeof implicit);
(function () { 'use strict'; try { delete Object.freeze({ z: 1 }).z; } catch (e) { console.log(e.message); } try { delete null.x; } catch (e) { console.log(e.message); } })();
console.log((1, 2, 3), (() => { let i = 0; return (i++, i++, i); })(), [1, 2, 3][1, 2], !!'' + !!'0', -'5', +'', +' 12 ', +'1_0', ~~'7.9', ~NaN, !null);
