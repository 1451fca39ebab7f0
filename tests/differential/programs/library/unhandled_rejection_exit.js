process.on('exit', (c) => console.log('exit code', c));
setTimeout(() => console.log('never'), 50);
Promise.reject(new Error('unhandled'));
console.log('sync end');
