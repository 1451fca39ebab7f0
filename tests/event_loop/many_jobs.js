let count = 0;
const long = new Array(50).fill(0).map((_, i) => ({ i }));
for (let i = 0; i < 20000; i++) {
  Promise.resolve({ i }).then((o) => { if (o.i === i) count++; });
  if (i % 100 === 0) process.nextTick((...args) => { if (args.length === 50 && args[49].i === 49) count++; }, ...long);
}
setTimeout(() => console.log(count), 1);
