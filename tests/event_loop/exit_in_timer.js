process.on('exit', (code) => console.log('exit', code));
process.nextTick(() => console.log('tick'));
setTimeout(() => {
  process.nextTick(() => console.log('never'));
  Promise.resolve().then(() => console.log('never'));
  process.exit(42);
}, 1);
setTimeout(() => console.log('never'), 50);
