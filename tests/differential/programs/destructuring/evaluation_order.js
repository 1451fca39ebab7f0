const log = []; const t = (n, v) => (log.push(n), v);
const src = { get a() { log.push('get a'); return undefined; }, get b() { log.push('get b'); return 1; } };
const dst = { set x(v) { log.push('set x ' + v); }, set y(v) { log.push('set y ' + v); } };
({ [t('ka', 'a')]: t('dx', dst).x = t('def', 0), [t('kb', 'b')]: t('dy', dst).y } = src);
console.log(log);
log.length = 0;
[t('l1', dst).x, t('l2', dst).y] = { [Symbol.iterator]() { log.push('iter'); let i = 0; return { next() { log.push('next'); return { done: i > 1, value: i++ }; } }; } };
console.log(log);
const { ...copy } = { [Symbol('s')]: 1, n: 2, __proto__: { inherited: 1 } }; console.log(copy);
