const util = require('util');
console.log(util.format('%s %d', 'a', 1, { b: 2 }), util.inspect({ a: { b: { c: {} } } }, { depth: 0 }), util.inspect('x'), util.inspect([1, [2, [3, [4]]]], false, null), util.isDeepStrictEqual({ a: [1, new Map([[1, 2]])] }, { a: [1, new Map([[1, 2]])] }));
function Old() {}
function Base() {}
Base.prototype.hi = () => 'hi';
util.inherits(Old, Base);
console.log(new Old().hi(), Old.super_ === Base, util.types.isRegExp(/x/), util.types.isDate(new Date()), util.types.isProxy(new Proxy({}, {})), util.types.isPromise(Promise.resolve()));
util.promisify((a, cb) => cb(null, a * 2))(21).then((v) => console.log('promisified', v));
util.promisify((cb) => cb(new Error('pf')))().catch((e) => console.log(e.message));
util.callbackify(() => Promise.resolve('cb'))((err, v) => console.log(err, v));
class Money { constructor(n) { this.n = n; } [util.inspect.custom](depth, opts) { return `$${this.n}`; } }
console.log(new Money(5), [new Money(6)], util.inspect(new Map([['k', new Money(7)]])), util.inspect({ a: 1, b: 'x' }, { compact: false }), util.inspect({ b: 1, a: 2 }, { sorted: true }), util.inspect('a'.repeat(30), { maxStringLength: 10 }));
console.log(util.inspect({ a: false }, { colors: true }), util.inspect([1, 'a', null, undefined, true, Symbol('x'), /r/, new Date(0)], { colors: true }), util.stripVTControlCharacters('\u001b[31mred\u001b[39m'));
