process.on('exit', (code) => console.log('exit', code));
setTimeout(() => console.log('never'), 10);
function thrower() {
  throw new TypeError('thrown on purpose');
}
setTimeout(() => thrower(), 1);
