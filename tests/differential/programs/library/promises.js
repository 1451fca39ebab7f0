const log = (...a) => console.log(...a);
log('start');
setTimeout(() => { log('timeout'); setTimeout(() => log('second timeout'), 0); setImmediate(() => log('immediate')); }, 30);
process.nextTick(() => log('tick'));
Promise.resolve(1).then((v) => { log('then', v); throw new Error('x'); }).catch((e) => log('caught', e.message)).finally(() => log('finally'));
queueMicrotask(() => log('microtask'));
new Promise((resolve, reject) => { log('executor'); resolve('a'); reject('b'); }).then(log);
Promise.all([1, Promise.resolve(2), { then(r) { r(3); } }]).then((v) => log('all', v));
Promise.allSettled([Promise.reject('no'), 1]).then((r) => log(JSON.stringify(r)));
Promise.race([new Promise((r) => setTimeout(r, 300, 'slow')), new Promise((r) => setTimeout(r, 1, 'fast'))]).then((v) => log('race', v));
Promise.any([Promise.reject(1), Promise.resolve(2)]).then((v) => log('any', v));
Promise.any([Promise.reject(1)]).catch((e) => log(e.name, e.errors));
Promise.reject(new Error('late')).catch(() => log('handled'));
log('end');
class MyPromise extends Promise {}
log(MyPromise.resolve(1) instanceof MyPromise, MyPromise.resolve(1).then(() => {}) instanceof MyPromise, Promise.resolve(Promise.resolve(5)) instanceof Promise);
new Promise((r) => r(new Promise((q) => setTimeout(q, 100, 'nested')))).then(log);
