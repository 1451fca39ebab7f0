// What next, throw and return do in each state, and what survives a suspension.
const show = (label, f) => { try { console.log(label, f()); } catch (e) { console.log(label, 'threw', e instanceof Error ? `${e.name}: ${e.message}` : e); } };
function* g(a, b = a + 1, ...rest) { const x = yield [a, b, rest]; try { const y = yield x; return [x, y, arguments.length]; } catch (e) { yield `caught ${e}`; } finally { yield 'finally'; } return 'end'; }
let it = g(1, undefined, 3, 4); show('1', () => it.next('lost')); show('2', () => it.next('x')); show('3', () => it.next('y')); show('4', () => it.next()); show('5', () => it.next()); show('6', () => it.next());
it = g(1); it.next(); it.next(2); show('throw', () => it.throw('t')); show('next', () => it.next()); show('next', () => it.next()); show('next', () => it.next());
it = g(1); it.next(); it.next(2); show('return', () => it.return('r')); show('next', () => it.next()); show('next', () => it.next());
it = g(1); show('throw at start', () => it.throw(new Error('early'))); show('next', () => it.next()); it = g(1); show('return at start', () => it.return(5)); show('throw when completed', () => it.throw(6)); show('return when completed', () => it.return(7));
let self; self = (function* () { show('running', () => self.next()); yield 1; throw 'out'; })(); show('self', () => self.next()); show('self', () => self.next()); show('self', () => self.next());
show('receiver', () => it.next.call({})); show('receiver', () => it.return.call(1)); show('receiver', () => it.throw.call()); show('parameters', () => (function* (a = (() => { throw new RangeError('at the call'); })()) {})());
function* overridden() { try { yield 1; } finally { return 'finally wins'; } } it = overridden(); it.next(); show('return', () => it.return(0)); it = overridden(); it.next(); show('throw', () => it.throw(0));
function* nested() { for (let i = 0; i < 3; i++) { try { try { yield i; } finally { if (i === 1) continue; yield `f${i}`; } } catch (e) { yield `c${e}`; } } }
it = nested(); const steps = []; for (const how of ['next', 'next', 'next', 'throw', 'next', 'throw', 'next', 'next']) { let r; try { r = it[how]('E'); } catch (e) { r = `!${e}`; } steps.push(JSON.stringify(r)); } console.log(steps.join(' '));
// Values of every kind across a suspension, in loops and out of them.
function* kinds(n) { let d = 0.5, i = 0, s = 'a', b = true, o = { k: 1 }, u, big = 1e10; const f = () => i; for (; i < n; i++) { d += i / 3; s += i; b = !b; big *= 2; const local = [i, d]; yield [i, d.toFixed(3), s, b, o, u, big, f(), local.length]; o = { k: o.k + 1 }; } return [d > 1, s, b, o]; }
for (const v of kinds(3)) console.log(JSON.stringify(v)); console.log([...kinds(2)].length);
function* closures() { for (let i = 0; i < 3; i++) yield () => i++; } const fs = [...closures()]; console.log(fs.map((f) => f()), fs.map((f) => f()));
function* fib() { let [a, b] = [0, 1]; while (true) { yield a; [a, b] = [b, a + b]; } } const firsts = []; for (const v of fib()) { if (v > 100) break; firsts.push(v); } console.log(firsts.join());
function* expressions() { return [yield 1, (yield 2) + (yield 3), `${yield 4}`, { [yield 5]: yield 6, ...(yield 7) }, (yield 8) ? yield 9 : yield 10, (yield 11) ?? (yield 12)]; }
it = expressions(); let step = it.next(); let n = 0; while (!step.done) step = it.next(step.value === 7 ? { s: 1 } : step.value === 11 ? null : step.value * ++n); console.log(JSON.stringify(step.value));
function* destructuring() { const log = []; const source = { [Symbol.iterator]() { return { next: () => ({ value: undefined, done: false }), return() { log.push('closed'); return {}; } }; } }; try { let x; [x = yield 'in a pattern'] = source; log.push(x); } finally { yield log; } }
it = destructuring(); it.next(); console.log(it.return(3), it.next()); it = destructuring(); it.next(); console.log(it.next('v')); it = destructuring(); it.next(); console.log(it.throw('t').value); show('then', () => it.next());
