// DisposableStack, AsyncDisposableStack, and disposal of iterators.
const log = [];
const flush = (label) => print(`${label}: ${log.splice(0)}`);
const resource = (name, fails) => ({
  [Symbol.dispose]() {
    log.push(name);
    if (fails) throw new Error(name);
  },
});

const stack = new DisposableStack();
log.push(stack.use(null), stack.adopt(7, (v) => log.push(`adopted ${v}`)));
stack.defer(() => log.push('deferred'));
stack.use(resource('used'));
const moved = stack.move();
log.push(stack.disposed, moved.disposed);
moved.dispose();
moved.dispose();
log.push(moved.disposed, DisposableStack.prototype[Symbol.dispose] === DisposableStack.prototype.dispose);
flush('stack');

const failing = new DisposableStack();
failing.use(resource('a', true));
failing.use(resource('b'));
failing.use(resource('c', true));
try {
  failing.dispose();
} catch (error) {
  log.push(error.name, error.error.message, error.suppressed.message);
}
for (const f of [() => failing.defer(print), () => new DisposableStack().use(1), () => DisposableStack(), () => new DisposableStack().defer(1)]) {
  try {
    f();
  } catch (error) {
    log.push(error.name);
  }
}
flush('errors');

{
  using scope = new DisposableStack();
  scope.defer(() => log.push('end of scope'));
  using iterator = (function* () { try { yield 1; } finally { log.push('closed'); } })();
  iterator.next();
}
flush('using');

async function main() {
  const stack = new AsyncDisposableStack();
  stack.use({ async [Symbol.asyncDispose]() { log.push('async'); } });
  stack.use(resource('sync'));
  stack.adopt(1, async (v) => { log.push(`adopted ${v}`); throw new Error('late'); });
  const done = stack.disposeAsync();
  log.push(stack.disposed);
  await done.catch((error) => log.push(error.message));
  log.push(await stack.disposeAsync());
  await AsyncDisposableStack.prototype.disposeAsync.call({}).catch((error) => log.push(error.name));
  flush('async stack');
  const generator = (async function* () { try { yield 1; } finally { log.push('closed'); } })();
  await generator.next();
  log.push(await generator[Symbol.asyncDispose]());
  flush('async iterator');
}
main();
