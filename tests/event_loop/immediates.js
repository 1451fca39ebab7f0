setTimeout(() => {
  setTimeout(() => console.log('timeout'), 100);
  setImmediate(() => {
    console.log('immediate 1');
    setImmediate(() => console.log('immediate from immediate'));
    process.nextTick(() => console.log('tick from immediate'));
    Promise.resolve().then(() => console.log('job from immediate'));
  });
  setImmediate(() => console.log('immediate 2'));
  const dropped = setImmediate(() => console.log('never'));
  clearImmediate(dropped);
}, 5);
