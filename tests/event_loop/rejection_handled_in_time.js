const p = Promise.reject(new Error('handled later in the same turn'));
process.nextTick(() => p.catch((e) => console.log('caught', e.message)));
const f = () => new Promise(() => { throw new Error('thrown by the executor'); });
const q = f();
Promise.resolve().then(() => q.catch((e) => console.log(e.message)));
