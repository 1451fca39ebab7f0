process.on('uncaughtException', (e, origin) => { console.log('caught', e.message, origin); });
process.on('unhandledRejection', (r) => { console.log('rejection', r); });
setTimeout(() => { throw new Error('from timer'); }, 1);
setTimeout(() => console.log('still running'), 5);
Promise.reject('nobody');
process.nextTick(() => { throw new Error('from tick'); });
console.log('main done');
