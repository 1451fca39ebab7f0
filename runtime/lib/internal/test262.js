'use strict';
// The host of test262 (its INTERPRETING.md): a realm with nothing but the language, $262 and print. It runs the scripts
// of the program in order.

const { detachArrayBuffer, evalScript, gc, write } = internalBinding('test262');
const modules = internalBinding('modules');

function define(name, value) {
  Object.defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
}

function print(value) {
  write(String(value));
}

define('print', print);
define('$262', {
  global: globalThis,

  gc() {
    gc();
  },

  evalScript(source) {
    return evalScript(String(source));
  },

  createRealm() {
    throw new Error('$262.createRealm is not supported: there is one realm');
  },

  detachArrayBuffer(buffer) {
    detachArrayBuffer(buffer);
  },
});

const set = internalBinding('hooks').set;
set('unhandledRejection', () => true);

// An uncaught exception is announced by its constructor's name and message, for programs to read.
function announce(error) {
  let text;
  try {
    text = `${error.constructor.name}: ${error.message}`;
  } catch {
    text = typeof error === 'symbol' ? 'symbol' : typeof error;
  }
  write(`Uncaught ${text}`);
}

for (let i = 0; i < modules.program.length; i++) {
  if (modules.goal(i) === 'commonjs') continue;
  const script = modules.load(i);
  try {
    script.call(globalThis);
  } catch (error) {
    announce(error);
    throw error;
  }
}
