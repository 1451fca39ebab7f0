'use strict';
// The process object (https://nodejs.org/docs/latest-v20.x/api/process.html).

const binding = internalBinding('process');
const hooks = internalBinding('hooks');
const tasks = internalBinding('task_queue');
const errors = internalBinding('errors');
const stdio = internalBinding('stdio');
const { nodeError, validateFunction, validateString } = require('internal/errors');
const EventEmitter = require('node/events');

function Process() {
  throw new TypeError('Illegal constructor');
}
Object.defineProperty(Process, 'name', { value: 'process' });
Object.setPrototypeOf(Process.prototype, EventEmitter.prototype);
const process = Object.create(Object.create(Process.prototype, { constructor: { value: Process, writable: true, configurable: true } }));
EventEmitter.call(process);
Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true });

process.title = 'node';
process.version = `v${binding.versions.node}`;
process.versions = Object.freeze({ __proto__: null, ...binding.versions });
process.arch = binding.arch;
process.platform = binding.platform;
process.release = { name: 'node', lts: 'Iron' };
process.argv = binding.argv;
process.argv0 = binding.argv[0];
process.execArgv = [];
process.execPath = binding.execPath;
process.pid = binding.pid;
process.features = { inspector: false, debug: false, uv: true, ipv6: true, tls: false };
process.config = { target_defaults: {}, variables: {} };

Object.defineProperty(process, 'ppid', { enumerable: true, configurable: true, get: binding.ppid });

// Every property is an environment variable, so reads and writes go to the process's own.
process.env = new Proxy(Object.create(Object.prototype), {
  get(target, name) {
    if (typeof name === 'symbol') return target[name];
    const value = binding.getEnv(name);
    return value === undefined ? target[name] : value;
  },
  set(target, name, value) {
    if (typeof name === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
    binding.setEnv(name, `${value}`);
    return true;
  },
  has(target, name) {
    return typeof name === 'string' && (binding.getEnv(name) !== undefined || name in target);
  },
  deleteProperty(target, name) {
    if (typeof name === 'string') binding.deleteEnv(name);
    return true;
  },
  ownKeys() {
    return binding.envKeys();
  },
  getOwnPropertyDescriptor(target, name) {
    const value = typeof name === 'string' ? binding.getEnv(name) : undefined;
    return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true };
  },
  defineProperty(target, name, descriptor) {
    if (!('value' in descriptor) || !descriptor.configurable || !descriptor.writable || !descriptor.enumerable) {
      const error = new TypeError("'process.env' only accepts a configurable, writable, and enumerable data descriptor");
      error.code = 'ERR_INVALID_OBJECT_DEFINE_PROPERTY';
      throw error;
    }
    binding.setEnv(name, `${descriptor.value}`);
    return true;
  },
});

process.cwd = () => binding.cwd();
process.chdir = (directory) => {
  validateString(directory, 'directory');
  binding.chdir(directory);
};
process.umask = (mask) => (mask === undefined ? binding.umask() : binding.umask(mask));
process.uptime = () => binding.uptime();
for (const name of ['getuid', 'geteuid', 'getgid', 'getegid', 'abort']) process[name] = () => binding[name]();

process.hrtime = function hrtime(previous) {
  const [seconds, nanoseconds] = binding.hrtime();
  if (previous === undefined) return [seconds, nanoseconds];
  if (!Array.isArray(previous)) throw nodeError('ERR_INVALID_ARG_TYPE', 'time', 'Array', previous);
  const difference = [seconds - previous[0], nanoseconds - previous[1]];
  if (difference[1] < 0) {
    difference[0]--;
    difference[1] += 1e9;
  }
  return difference;
};
process.hrtime.bigint = () => {
  const [seconds, nanoseconds] = binding.hrtime();
  return BigInt(seconds) * BigInt(1e9) + BigInt(nanoseconds);
};

process.memoryUsage = function memoryUsage() {
  const [rss, heapTotal, heapUsed, external] = binding.memoryUsage();
  return { rss, heapTotal, heapUsed, external, arrayBuffers: 0 };
};
process.memoryUsage.rss = () => binding.memoryUsage()[0];

process.cpuUsage = (previous) => {
  const [user, system] = binding.cpuUsage();
  return previous === undefined ? { user, system } : { user: user - previous.user, system: system - previous.system };
};
process.resourceUsage = () => {
  const names = ['userCPUTime', 'systemCPUTime', 'maxRSS', 'minorPageFault', 'majorPageFault', 'fsRead', 'fsWrite',
    'voluntaryContextSwitches', 'involuntaryContextSwitches'];
  const values = binding.resourceUsage();
  const usage = {};
  for (let i = 0; i < names.length; i++) usage[names[i]] = values[i];
  return usage;
};

process.nextTick = function nextTick(callback, ...args) {
  validateFunction(callback, 'callback');
  if (process._exiting) return;
  tasks.nextTick(callback, ...args);
};

process.kill = (pid, signal = 'SIGTERM') => {
  const number = typeof signal === 'number' ? signal : binding.signals[signal];
  if (number === undefined) {
    const error = new TypeError(`Unknown signal: ${signal}`);
    error.code = 'ERR_UNKNOWN_SIGNAL';
    throw error;
  }
  binding.kill(pid, number);
  return true;
};

// -- exit --------------------------------------------------------------------------------------------------------------

Object.defineProperty(process, 'exitCode', {
  enumerable: true,
  configurable: false,
  get: () => errors.getExitCode(),
  set(code) {
    errors.setExitCode(validExitCode(code));
  },
});

function validExitCode(code) {
  if (code === undefined || code === null) return undefined;
  const number = typeof code === 'string' && code !== '' ? Number(code) : code;
  if (typeof number !== 'number') throw nodeError('ERR_INVALID_ARG_TYPE', 'code', 'number', code);
  if (!Number.isInteger(number)) throw nodeError('ERR_OUT_OF_RANGE', 'code', 'an integer', code);
  return number;
}

function emitExit() {
  if (!process._exiting) {
    process._exiting = true;
    process.emit('exit', process.exitCode || 0);
  }
}

process.exit = function exit(code) {
  if (arguments.length > 0 && code !== undefined) process.exitCode = code;
  emitExit();
  binding.reallyExit(process.exitCode || 0);
};
process.reallyExit = (code) => binding.reallyExit(code || 0);

hooks.set('beforeExit', () => {
  process.emit('beforeExit', process.exitCode || 0);
});
hooks.set('exit', emitExit);

// -- exceptions and rejections that nothing handled ----------------------------------------------------------------------

let captureCallback = null;
process.setUncaughtExceptionCaptureCallback = (callback) => {
  if (callback !== null) validateFunction(callback, 'fn');
  captureCallback = callback;
};
process.hasUncaughtExceptionCaptureCallback = () => captureCallback !== null;

hooks.set('uncaughtException', (error, fromPromise) => {
  const origin = fromPromise ? 'unhandledRejection' : 'uncaughtException';
  process.emit('uncaughtExceptionMonitor', error, origin);
  if (captureCallback !== null) {
    captureCallback(error);
    return true;
  }
  if (process.emit('uncaughtException', error, origin)) return true;
  if (!process._exiting) {
    process._exiting = true;
    process.exitCode = 1;
    try {
      process.emit('exit', 1);
    } catch {
      // The process ends either way.
    }
  }
  return false;
});
hooks.set('unhandledRejection', (promise, reason) => process.emit('unhandledRejection', reason, promise));
hooks.set('rejectionHandled', (promise) => process.emit('rejectionHandled', promise));
hooks.set('inspect', (value) => require('internal/inspect').inspect(value));

// -- warnings ------------------------------------------------------------------------------------------------------------

process.emitWarning = function emitWarning(warning, type, code, constructor) {
  let detail;
  if (type !== null && typeof type === 'object' && !Array.isArray(type)) {
    constructor = type.ctor;
    code = type.code;
    ({ detail } = type);
    type = type.type;
  }
  if (typeof warning === 'string') {
    const error = new Error(warning);
    error.name = String(type || 'Warning');
    if (code !== undefined && typeof code !== 'function') error.code = code;
    if (detail !== undefined) error.detail = detail;
    Error.captureStackTrace(error, typeof code === 'function' ? code : constructor || process.emitWarning);
    warning = error;
  } else if (!(warning instanceof Error)) {
    throw nodeError('ERR_INVALID_ARG_TYPE', 'warning', ['Error', 'string'], warning);
  }
  if (warning.name === 'DeprecationWarning' && process.noDeprecation) return;
  process.nextTick(() => {
    process.emit('warning', warning);
    if (!process.noWarnings) printWarning(warning);
  });
};

let hintShown = false;
function printWarning(warning) {
  const isDeprecation = warning.name === 'DeprecationWarning';
  const trace = process.traceProcessWarnings || (isDeprecation && process.traceDeprecation);
  let text = `(node:${process.pid}) `;
  if (warning.code) text += `[${warning.code}] `;
  text += trace && warning.stack ? warning.stack : `${warning.name}: ${warning.message}`;
  if (typeof warning.detail === 'string') text += `\n${warning.detail}`;
  if (!trace && !hintShown) {
    hintShown = true;
    text += `\n(Use \`node ${isDeprecation ? '--trace-deprecation' : '--trace-warnings'} ...\` to show where the warning was created)`;
  }
  process.stderr.write(`${text}\n`);
}

// -- standard streams ----------------------------------------------------------------------------------------------------

const EPIPE = errors.codes.EPIPE;

class StandardStream extends EventEmitter {
  constructor(fd) {
    super();
    this.fd = fd;
    this.writable = true;
    this._isStdio = true;
    if (stdio.isatty(fd)) this.isTTY = true;
  }

  write(chunk, encoding, callback) {
    if (typeof encoding === 'function') callback = encoding;
    if (typeof chunk !== 'string') {
      if (chunk === null || typeof chunk !== 'object' || typeof chunk.length !== 'number') {
        throw nodeError('ERR_INVALID_ARG_TYPE', 'chunk', ['string', 'Buffer', 'Uint8Array'], chunk);
      }
      chunk = chunk.toString();
    }
    const status = stdio.writeString(this.fd, chunk);
    if (status < 0) this._fail(status, callback);
    else if (typeof callback === 'function') process.nextTick(callback);
    return true;
  }

  // A reader that went away ends the process quietly unless the program listens, as `| head` is to do.
  _fail(status, callback) {
    const error = errors.uvException(status, 'write');
    process.nextTick(() => {
      if (typeof callback === 'function') callback(error);
      if (this.listenerCount('error') > 0) this.emit('error', error);
      else if (status === EPIPE) binding.reallyExit(0);
      else throw error;
    });
  }

  end(chunk, encoding, callback) {
    if (typeof chunk === 'function') callback = chunk;
    else if (chunk !== undefined && chunk !== null) this.write(chunk, encoding);
    if (typeof callback === 'function') process.nextTick(callback);
    return this;
  }

  get columns() {
    const size = stdio.getWindowSize(this.fd);
    return size === undefined ? undefined : size[0];
  }

  get rows() {
    const size = stdio.getWindowSize(this.fd);
    return size === undefined ? undefined : size[1];
  }

  getWindowSize() {
    return [this.columns, this.rows];
  }

  hasColors() {
    return Boolean(this.isTTY) && process.env.TERM !== 'dumb' && process.env.NO_COLOR === undefined;
  }
}

function lazyStream(name, fd) {
  let stream;
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get() {
      if (stream === undefined) stream = new StandardStream(fd);
      return stream;
    },
  });
}
lazyStream('stdout', 1);
lazyStream('stderr', 2);
Object.defineProperty(process, 'stdin', {
  configurable: true,
  enumerable: true,
  get() {
    throw nodeError('ERR_METHOD_NOT_IMPLEMENTED', 'process.stdin');
  },
});

process.binding = () => {
  throw nodeError('ERR_METHOD_NOT_IMPLEMENTED', 'process.binding');
};
process.allowedNodeEnvironmentFlags = new Set();

module.exports = process;
