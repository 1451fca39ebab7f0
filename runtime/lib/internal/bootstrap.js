'use strict';
// The first library module: sets up the process, the global object and the module loader, then runs the program.
// Everything that a small program does not touch is loaded when it is first asked for.

const loadLibrary = internalBinding('modules').library;
const library = Object.create(null);

// The library's own require: 'internal/…' and 'node/…' names.
function requireLibrary(name) {
  const known = library[name];
  if (known !== undefined) return known.exports;
  const body = loadLibrary(name);
  if (body === undefined) throw new Error(`no such library module: ${name}`);
  const record = { exports: {}, id: name };
  library[name] = record;
  body(record.exports, requireLibrary, record, internalBinding);
  return record.exports;
}

// A global that is loaded when first used, as ordinary a property as Node's.
function defineLazy(name, load, enumerable = false) {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable,
    get() {
      const value = load();
      define(name, value, enumerable);
      return value;
    },
    set(value) {
      define(name, value, enumerable);
    },
  });
}

function define(name, value, enumerable = false) {
  Object.defineProperty(globalThis, name, { configurable: true, enumerable, writable: true, value });
}

define('global', globalThis);
const process = requireLibrary('internal/process');
define('process', process);
define('console', requireLibrary('internal/console').console);

for (const name of ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate']) {
  defineLazy(name, () => requireLibrary('node/timers')[name], true);
}
define('queueMicrotask', queueMicrotask, true);
defineLazy('performance', () => requireLibrary('node/perf_hooks').performance, true);

function queueMicrotask(callback) {
  if (typeof callback !== 'function') {
    throw requireLibrary('internal/errors').nodeError('ERR_INVALID_ARG_TYPE', 'callback', 'Function', callback);
  }
  internalBinding('task_queue').enqueueMicrotask(callback);
}

const { Module } = requireLibrary('internal/module');
Module.setLibrary(requireLibrary);
Module.setArguments(process.argv.slice(1));
Module.runMain();
