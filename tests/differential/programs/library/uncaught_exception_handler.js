process.on('uncaughtException', (e, origin) => { console.log('caught', e.message, origin); });
setTimeout(() => { throw new Error('from timer'); }, 1);
setTimeout(() => console.log('still running'), 5);
process.nextTick(() => { throw new Error('from tick'); });
console.log('main done');
