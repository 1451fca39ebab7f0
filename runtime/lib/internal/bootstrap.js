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

const { defineLazy } = internalBinding('hooks');

function define(name, value, enumerable = false) {
  Object.defineProperty(globalThis, name, { configurable: true, enumerable, writable: true, value });
}

// In the order in which Node has them.
const process = requireLibrary('internal/process');
define('console', requireLibrary('internal/console').console);
define('process', process);
define('global', globalThis, true);
const defineTimer = (name) => defineLazy(name, () => requireLibrary('node/timers')[name]);
['clearImmediate', 'setImmediate'].forEach(defineTimer);
defineLazy('DOMException', () => requireLibrary('internal/dom_exception').DOMException, false);
['clearInterval', 'clearTimeout', 'setInterval', 'setTimeout'].forEach(defineTimer);
define('queueMicrotask', queueMicrotask, true);
defineLazy('structuredClone', () => requireLibrary('internal/structured_clone').structuredClone);
defineLazy('performance', () => requireLibrary('node/perf_hooks').performance);
Object.defineProperty(globalThis, Symbol.toStringTag, { configurable: true, value: 'global' });

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
