process.exitCode = 3;
setTimeout(() => { process.exitCode = 9; }, 1);
