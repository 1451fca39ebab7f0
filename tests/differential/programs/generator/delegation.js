// yield*: what is passed on, closing, results that are passed through as they are.
const show = (f) => { try { console.log(f()); } catch (e) { console.log(e instanceof Error ? `${e.name}: ${e.message}` : e); } };
function* inner() { try { const r = yield 'a'; console.log('received', r); yield 'b'; } catch (e) { console.log('inner caught', e); yield 'c'; } finally { console.log('inner finally'); } return 'result'; }
function* outer() { try { console.log('value', yield* inner()); yield* [1, 2]; yield* 'xy'; return yield* (function* () { return 'deep'; })(); } finally { console.log('outer finally'); } }
let it = outer(); console.log(it.next(), it.next('R'), it.next(), it.next(), it.next(), it.next(), it.next(), it.next());
it = outer(); it.next(); console.log(it.throw('E'), it.next(), it.return('ret')); it = outer(); it.next(); console.log(it.return('out'), it.next());
const result = { value: 1, done: false, extra: 'kept' }; const iterable = (methods) => ({ [Symbol.iterator]() { return { next: () => result, ...methods }; } }); function* over(methods) { return yield* iterable(methods); }
it = over(); console.log(it.next() === result); for (const v of over()) { console.log(v); break; } show(() => { const i = over(); i.next(); return i.return('no method'); }); show(() => { const i = over(); i.next(); return i.throw('lost'); });
const log = []; show(() => { const i = over({ return() { log.push('return'); return {}; } }); i.next(); return i.throw('x'); }); console.log(log);
for (const methods of [{ return: () => 5 }, { return: () => ({ done: false, value: 'stays' }) }, { return: (v) => ({ done: true, value: v + '!' }) }, { return() { throw 'from return'; } }, { return: null }]) show(() => { const i = over(methods); i.next(); return i.return('v'); });
for (const methods of [{ throw: () => 5 }, { throw: (e) => ({ done: false, value: e }) }, { throw: (e) => ({ done: true, value: e }) }, { throw() { throw 'from throw'; } }]) show(() => { const i = over(methods); i.next(); return i.throw('v'); });
for (const methods of [{ next: () => 5 }, { next: () => ({ get done() { throw 'done'; } }) }, { next: () => ({ done: true, get value() { throw 'value'; } }) }]) show(() => over(methods).next());
show(() => (function* () { yield* 5; })().next()); show(() => (function* () { yield* undefined; })().next()); show(() => (function* () { yield* {}; })().next());
const gets = []; const spy = { [Symbol.iterator]() { return new Proxy({ next: (...a) => { gets.push(a.length, a[0]); return { done: gets.length > 8, value: gets.length }; } }, { get(t, k) { gets.push(k); return t[k]; } }); } }; console.log([...(function* () { yield* spy; })()], gets.map(String).join());
function* tree(t) { if (t) { yield* tree(t[0]); yield t[1]; yield* tree(t[2]); } } console.log([...tree([[null, 1, [null, 2, null]], 3, [null, 4, null]])].join());
const next = Object.getPrototypeOf(function* () {}).prototype.__proto__; const original = GP().next; function GP() { return Object.getPrototypeOf(function* () {}).prototype; }
GP().next = function (v) { const r = original.call(this, v); return r.done ? r : { value: `<${r.value}>`, done: false }; }; console.log([...tree([null, 5, null])], Array.from(tree([null, 6, null]))); GP().next = original; console.log([...tree([null, 7, null])]);
