console.log(process.argv.length >= 2, typeof process.pid, process.platform, typeof process.version, process.version.split('.').length, typeof process.versions.node, process.cwd().length > 0, process.exitCode);
console.log(typeof process.memoryUsage().heapUsed, process.hrtime().length, process.uptime() >= 0, typeof process.env.PATH, process.env.NOPE_NOPE, 'PATH' in process.env);
process.env.LODE_X = 5;
console.log(process.env.LODE_X, delete process.env.LODE_X, process.env.LODE_X, process.title.length > 0, process.stdout.write('written\n'), typeof process.stdout.isTTY);
process.on('exit', (code) => { console.log('exit', code, process.exitCode); });
process.once('beforeExit', () => { console.log('beforeExit'); setTimeout(() => console.log('revived'), 1); });
process.nextTick((a, b) => console.log('tick', a, b), 1, 2);
process.exitCode = 3;
