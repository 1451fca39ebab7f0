const log = [];
setTimeout(() => {
  log.push('timeout 1');
  process.nextTick(() => log.push('tick in timeout'));
  Promise.resolve().then(() => log.push('job in timeout'));
}, 1);
setTimeout(() => log.push('timeout 2'), 1);
Promise.resolve().then(() => {
  log.push('job 1');
  process.nextTick(() => log.push('tick from job'));
  queueMicrotask(() => log.push('job from job'));
});
process.nextTick((a, b) => {
  log.push(`tick 1 ${a} ${b}`);
  Promise.resolve().then(() => log.push('job from tick'));
  process.nextTick(() => log.push('tick from tick'));
}, 'x', 2);
process.nextTick(() => log.push('tick 2'));
log.push('main');
process.on('exit', (code) => {
  for (const line of log) console.log(line);
  console.log('exit', code);
});
