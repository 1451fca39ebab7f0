process.on('exit', (code) => console.log('exit', code));
setTimeout(() => console.log('never'), 10);
Promise.reject(new RangeError('rejected'));
process.nextTick(() => console.log('tick'));
