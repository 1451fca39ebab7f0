const order = [];
const push = (x) => order.push(x);
setTimeout(push, 90, 'c');
setTimeout(push, 30, 'a');
setTimeout(push, 60, 'b');
const cancelled = setTimeout(push, 5, 'never');
clearTimeout(cancelled);
let n = 0;
const i = setInterval(() => { push('i' + n); if (++n === 3) clearInterval(i); }, 200);
setTimeout(() => { setImmediate(() => push('im')); process.nextTick(() => push('tick')); Promise.resolve().then(() => push('p')); push('t'); }, 120);
setTimeout(() => console.log(order.join(' ')), 900);
const im = setImmediate(push, 'x');
clearImmediate(im);
const un = setTimeout(() => console.log('never'), 100000);
un.unref();
console.log(typeof un, un.hasRef(), typeof un.ref, clearTimeout(undefined), clearTimeout('junk'));
try { setTimeout('code'); } catch (e) { console.log(e.code, e.message); }
