const assert = require('assert');
const attempt = (f) => { try { f(); console.log('ok'); } catch (e) { console.log(e.name, e.code, e.generatedMessage); } };
attempt(() => assert(true));
attempt(() => assert(0, 'zero'));
attempt(() => assert.equal(1, '1'));
attempt(() => assert.strictEqual(1, '1'));
attempt(() => assert.deepStrictEqual({ a: [1, 2] }, { a: [1, 2] }));
attempt(() => assert.deepStrictEqual({ a: 1 }, { a: 2 }));
attempt(() => assert.deepEqual([1, 2], ['1', 2]));
attempt(() => assert.throws(() => { throw new TypeError('bad'); }, /bad/));
attempt(() => assert.throws(() => { throw new TypeError('bad'); }, { name: 'TypeError', message: 'bad' }));
attempt(() => assert.throws(() => {}));
attempt(() => assert.notStrictEqual(1, 1));
attempt(() => assert.ok(null, 'msg'));
attempt(() => assert.match('abc', /b/));
attempt(() => assert.deepStrictEqual(new Set([1, { a: 1 }]), new Set([1, { a: 1 }])));
attempt(() => assert.deepStrictEqual(NaN, NaN));
attempt(() => assert.deepStrictEqual([0], [-0]));
try { assert.strictEqual(1, 2); } catch (e) { console.log(e.message); }
try { assert.strictEqual(1, 2, 'own message'); } catch (e) { console.log(e.message, e.actual, e.expected, e.operator); }
