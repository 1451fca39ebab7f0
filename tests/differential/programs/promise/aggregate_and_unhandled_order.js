process.on('unhandledRejection', (e, p) => console.log('unhandled', e, p instanceof Promise)); process.on('rejectionHandled', () => console.log('handled later'));
const p = Promise.reject('late'); setTimeout(() => p.catch((e) => console.log('caught', e)), 5); Promise.reject('never'); Promise.reject('same turn').catch(() => console.log('in time'));
process.on('exit', (c) => console.log('exit', c));
