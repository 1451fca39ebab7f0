// await using: disposal is awaited, the last resource first, and errors are chained.
const log = (...values) => print(values.map(String).join(' '));
const resource = (name, fails) => ({
  async [Symbol.asyncDispose]() {
    log('begin', name);
    await null;
    log('end', name);
    if (fails) throw new Error(`${name} failed`);
  },
});
const plain = (name, fails) => ({
  [Symbol.dispose]() {
    log('dispose', name);
    if (fails) throw new Error(`${name} failed`);
  },
});

async function attempt(title, body) {
  try {
    log(title, await body());
  } catch (error) {
    log(title, error.name, error.message, error.error && error.error.message, error.suppressed && error.suppressed.message);
  }
}

async function main() {
  await attempt('order', async () => {
    {
      await using a = resource('a'), none = null;
      using b = plain('b');
      await using c = plain('c');
      log('body');
    }
    return 'after';
  });
  await attempt('return', async () => {
    await using a = resource('a');
    return 'value';
  });
  await attempt('errors', async () => {
    await using a = resource('a', true);
    await using b = plain('b', true);
    throw new Error('body');
  });
  await attempt('loop', async () => {
    for (await using x of [resource('x'), resource('y')]) {
      log('round');
      if (x === undefined) break;
    }
    for (await using z = resource('z'); ;) break;
  });
  await attempt('no method', async () => {
    await using a = { [Symbol.asyncDispose]: 1 };
  });
  const generator = (async function* () {
    await using a = resource('in a generator');
    yield 1;
    yield 2;
  })();
  log((await generator.next()).value);
  log((await generator.return('early')).value);
}
main().then(() => log('done'));
