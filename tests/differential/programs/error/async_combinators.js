// Stacks of async functions go on through Promise.all, allSettled and any.
const lines = (error) => error.stack.split('\n').slice(1).map((line) => line.trim().replace(/\(?[^ (]*?([\w.]+:\d+:\d+)\)?$/, '$1'))
  .filter((line) => !line.includes('node:'));

async function fails(error) {
  await null;
  throw error ?? new Error('failed');
}

async function outer(combine) {
  await combine([1, new Promise(() => {}), fails()]);
}

async function attempt(f) {
  try {
    await f();
  } catch (error) {
    console.log(lines(error.errors ? error.errors[0] : error));
  }
}

(async () => {
  await attempt(() => outer((list) => Promise.all(list)));
  await attempt(async () => { await Promise.any([fails()]); });
  await attempt(async () => {
    const [{ reason }] = await Promise.allSettled([fails()]);
    throw reason;
  });
  await attempt(async () => { await Promise.all([Promise.all([0, fails()])]); });
  await attempt(async () => { await Promise.race([fails()]); });
  let resolve;
  const circle = new Promise((f) => {
    resolve = f;
  });
  circle.then(resolve);
  await attempt(async () => {
    const failing = fails();
    failing.then(resolve).catch((error) => console.log(lines(error)));
    await failing.catch(() => {});
  });
  const saved = Promise.all;
  const list = [fails()];
  const waiting = Promise.all(list);
  Promise.all = undefined;
  await attempt(async () => { await waiting; });
  Promise.all = saved;

  Error.prepareStackTrace = (error, sites) => sites.map((site) => [site.isAsync(), site.isPromiseAll(), site.getPromiseIndex(), site.getFunctionName(), site.getLineNumber()]);
  try {
    await Promise.all([3, fails()]);
  } catch (error) {
    console.log(error.stack.filter(([isAsync]) => isAsync));
  }
})();
