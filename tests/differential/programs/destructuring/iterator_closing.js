function iter(log, limit) { let n = 0; return { [Symbol.iterator]() { return this; }, next() { log.push('next'); return { done: n >= limit, value: n++ }; }, return(v) { log.push('return'); return {}; } }; }
let log = []; const [a, b] = iter(log, 5); console.log(a, b, log.join());
log = []; const [c, ...d] = iter(log, 3); console.log(c, d, log.join());
log = []; const [] = iter(log, 3); console.log(log.join());
log = []; try { const [e = (() => { throw new Error('in default'); })()] = { [Symbol.iterator]: () => ({ next: () => ({ value: undefined, done: false }), return() { log.push('closed'); return {}; } }) }; } catch (e) { console.log(e.message, log.join()); }
log = []; for (const v of iter(log, 5)) { if (v === 1) break; } console.log(log.join());
log = []; (() => { for (const v of iter(log, 5)) return v; })(); console.log(log.join());
log = []; l: for (const x of [1]) for (const v of iter(log, 5)) continue l; console.log(log.join());
log = []; try { for (const v of iter(log, 5)) throw 'thrown'; } catch (e) { console.log(e, log.join()); }
