setTimeout(() => console.log('never'), 50);
process.on('exit', (c) => console.log('exit code', c));
console.log('before');
function thrower() { throw new TypeError('uncaught'); }
thrower();
