process.on('exit', (c) => { console.log('handler', c); process.exitCode = 9; });
setTimeout(() => console.log('never'), 1000);
setTimeout(() => { console.log('now'); process.exit(4); console.log('unreachable'); }, 1);
