const seen = new Map();
process.on('unhandledRejection', (reason, promise) => {
  console.log('unhandled', reason.message);
  seen.set(promise, reason);
});
process.on('rejectionHandled', (promise) => console.log('handled', seen.get(promise).message));
const p = Promise.reject(new Error('one'));
const q = Promise.reject(new Error('two'));
setTimeout(() => p.catch(() => console.log('caught')), 2);
