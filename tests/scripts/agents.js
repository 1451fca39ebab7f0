// Agents on threads of their own: broadcasts, blocking and asynchronous waiting, contention, growing, and stopping.
const log = (...values) => print(values.join(' '));

function report() {
  for (;;) {
    const text = $262.agent.getReport();
    if (text !== null) return text;
    $262.agent.sleep(1);
  }
}

function reports(count) {
  return Array.from({ length: count }, report).sort();
}

const cells = new Int32Array(new SharedArrayBuffer(64, { maxByteLength: 4096 }));
const [COUNT, WAIT, ORDER, ASYNC, SPIN] = [0, 1, 2, 3, 4];

function waiting(index, count) {
  while (Atomics.load(cells, COUNT) !== count) $262.agent.sleep(1);
  // An agent counts itself in before it waits; notifying none changes nothing.
  $262.agent.sleep(20);
  return index;
}

// Three agents add without losing anything, then wait until they are woken.
for (let i = 0; i < 3; i++) {
  $262.agent.start(`
    $262.agent.receiveBroadcast((buffer, id) => {
      const cells = new Int32Array(buffer);
      for (let i = 0; i < 20000; i++) Atomics.add(cells, 8, 1);
      Atomics.add(cells, ${COUNT}, 1);
      $262.agent.report(id + ' ' + Atomics.wait(cells, ${WAIT}, 0));
      $262.agent.report(Atomics.wait(cells, ${ORDER}, 0, 10) + ' ' + Atomics.wait(cells, ${ORDER}, 1));
      $262.agent.leaving();
    });`);
}
$262.agent.broadcast(cells.buffer, 7);
waiting(WAIT, 3);
log('added', cells[8]);
log('woken', Atomics.notify(cells, WAIT, 1), report());
log('woken', Atomics.notify(cells, WAIT), Atomics.notify(cells, WAIT));
log(reports(5).join(', '));

// A BigInt, objects that only the agent makes, garbage in both isolates while they share memory.
$262.agent.start(`
  $262.agent.receiveBroadcast((buffer, value) => {
    const words = new BigInt64Array(buffer);
    Atomics.store(words, 5, value * 2n);
    let kept = [];
    for (let i = 0; i < 20000; i++) kept = [i, { kept: i % 100 ? kept.length : kept }];
    $262.agent.report(typeof value + ' ' + Atomics.load(words, 5) + ' ' + (buffer instanceof SharedArrayBuffer));
    buffer.grow(128);
    Atomics.store(new Int32Array(buffer), 31, 31);
    $262.agent.report('grown');
  });`);
$262.agent.broadcast(cells.buffer, -(2n ** 40n));
let garbage = [];
for (let i = 0; i < 20000; i++) garbage = [garbage.length, String(i)];
log(report());
log(report(), cells.length, cells[31], cells.buffer.byteLength);

// Waiting asynchronously: woken by another agent and by itself.
$262.agent.start(`$262.agent.receiveBroadcast((buffer) => {
  const cells = new Int32Array(buffer);
  Atomics.store(cells, ${ASYNC}, 1);
  const { async, value } = Atomics.waitAsync(cells, ${ASYNC}, 1);
  value.then((how) => {
    $262.agent.report('agent ' + async + ' ' + how);
    Atomics.store(cells, ${ASYNC}, 3);
    $262.agent.report('notified ' + Atomics.notify(cells, ${ASYNC}));
  });
  $262.agent.report('ready');
});`);
$262.agent.broadcast(cells.buffer);
log(report());
log(Atomics.notify(cells, ASYNC));
log(report());
log(report());

// One that never asks for a broadcast, one that fails, and one that can only be stopped.
$262.agent.start('$262.agent.report("started")');
log(report());
$262.agent.start(`$262.agent.receiveBroadcast((buffer) => {
  const cells = new Int32Array(buffer);
  $262.agent.report('spins');
  while (Atomics.load(cells, ${SPIN}) === 0) ;
});`);
$262.agent.start(`$262.agent.receiveBroadcast((buffer) => {
  $262.agent.report('waits');
  Atomics.wait(new Int32Array(buffer), ${SPIN}, 0);
});`);
$262.agent.broadcast(cells.buffer);
log(reports(2).join(', '));

// Time wakes too, and jobs without end do not hold it up.
const timed = Atomics.waitAsync(cells, ASYNC, 3, 30);
const own = Atomics.waitAsync(cells, ASYNC, 3);
let over = false;
timed.value.then((how) => {
  over = true;
  log(how);
  own.value.then((how) => log('own', how));
  log('notified', Atomics.notify(cells, ASYNC));
});
(function spin() {
  if (!over) Promise.resolve().then(spin);
})();
const at = Atomics.waitAsync(cells, ASYNC, 4);
log(timed.async, at.async, at.value);
