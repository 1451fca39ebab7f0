process.on('unhandledRejection', (reason, promise) => { console.log('rejection', reason, promise instanceof Promise); });
process.on('rejectionHandled', () => { console.log('handled late'); });
const late = Promise.reject('nobody');
setTimeout(() => late.catch(() => console.log('caught late')), 5);
Promise.reject('in time').catch((reason) => console.log('caught', reason));
process.nextTick(() => console.log('tick'));
console.log('main done');
