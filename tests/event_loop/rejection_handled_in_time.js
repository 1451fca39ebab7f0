const p = Promise.reject(new Error('handled later in the same turn'));
process.nextTick(() => p.catch((e) => console.log('caught', e.message)));
async function f() { throw new Error('awaited'); }
const q = f();
Promise.resolve().then(() => q.catch((e) => console.log(e.message)));
