let n = 0;
const t = setInterval(() => {
  console.log('interval', ++n);
  if (n === 3) clearInterval(t);
}, 40);
setTimeout(() => console.log('180'), 180);
setTimeout((a, b) => console.log('60', a, b), 60, 'a', 'b');
setTimeout(() => console.log('100'), 100);
setTimeout(() => console.log('never'), 100000).unref();
const cleared = setTimeout(() => console.log('never'), 1);
clearTimeout(cleared);
setTimeout(() => console.log('NaN is 1'), NaN);
setTimeout(() => console.log('negative is 1'), -5);
