'use strict';
// The host of an agent that a test of test262 started ($262.agent.start): a realm with nothing but the language and
// $262.agent. It runs the agent's script.

const { evalScript, write } = internalBinding('test262');
const { monotonicNow, receive, report, sleep, source } = internalBinding('test262_agents');

const agent = {
  receiveBroadcast(callback) {
    receive(callback);
  },

  report(value) {
    report(String(value));
  },

  sleep(ms) {
    sleep(Number(ms));
  },

  monotonicNow() {
    return monotonicNow();
  },

  // Its thread ends with its event loop.
  leaving() {},
};
Object.defineProperty(globalThis, '$262', { value: { agent }, writable: true, enumerable: false, configurable: true });

const set = internalBinding('hooks').set;
set('unhandledRejection', () => true);
// The test, which waits for a report, fails of this.
set('uncaughtException', (error) => {
  write(`Uncaught exception in an agent: ${error}`);
  return true;
});

evalScript(globalThis, source());
