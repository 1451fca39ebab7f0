console.log('a' < 'b', 'B' < 'a', '10' < '9', '10' < 9, 'a' < 1, 'a' >= 1, null < 1, undefined < 1, NaN <= NaN, [2] > 1, [1, 2] < [1, 3], 'abc' < 'abcd', '\ud83d' < '\uffff', '' < 'a', Infinity > 1e308, -0 < 0);
const log = []; const t = (n, v) => ({ valueOf() { log.push(n); return v; } }); t('l', 1) < t('r', 2); t('l2', 1) > t('r2', 2); t('l3', 1) <= t('r3', 1); console.log(log);
try { Symbol() < 1; } catch (e) { console.log(e.message); }
console.log('x' in { x: 1 }, 0 in [1], 'length' in [], 'toString' in {}, Symbol.iterator in []); try { 'x' in 'str'; } catch (e) { console.log(e.message); }
console.log([] instanceof Array, [] instanceof Object, 5 instanceof Number, Object.create(null) instanceof Object, (() => {}) instanceof Function); try { ({}) instanceof 5; } catch (e) { console.log(e.message); } try { ({}) instanceof {}; } catch (e) { console.log(e.message); } try { ({}) instanceof (() => {}); } catch (e) { console.log(e.message); }
