'use strict';
// console (https://nodejs.org/docs/latest-v20.x/api/console.html).

const { isatty: isTTY } = internalBinding('stdio');
const STDOUT = 1;
const STDERR = 2;

let indentation = '';
const counts = Object.create(null);
const timers = Object.create(null);

// Loaded only when something other than a lone string is printed.
let formatWithOptions;
function formatArguments(args, descriptor) {
  if (args.length === 1 && typeof args[0] === 'string') return args[0];
  if (formatWithOptions === undefined) formatWithOptions = require('internal/inspect').formatWithOptions;
  return formatWithOptions({ colors: useColors(descriptor) }, ...args);
}

function useColors(descriptor) {
  if (!isTTY(descriptor)) return false;
  const { env } = process;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0';
  return env.NO_COLOR === undefined && env.NODE_DISABLE_COLORS === undefined && env.TERM !== 'dumb';
}

function writeLine(descriptor, text) {
  if (indentation !== '') {
    text = indentation + (text.includes('\n') ? text.replaceAll('\n', `\n${indentation}`) : text);
  }
  const stream = descriptor === STDOUT ? process.stdout : process.stderr;
  stream.write(`${text}\n`);
}

const console = {
  log(...args) {
    writeLine(STDOUT, formatArguments(args, STDOUT));
  },
  warn(...args) {
    writeLine(STDERR, formatArguments(args, STDERR));
  },
  dir(object, options) {
    const { inspect } = require('internal/inspect');
    writeLine(STDOUT, inspect(object, { customInspect: false, colors: useColors(STDOUT), ...options }));
  },
  time(label = 'default') {
    label = `${label}`;
    if (timers[label] !== undefined) {
      process.emitWarning(`Label '${label}' already exists for console.time()`);
      return;
    }
    timers[label] = process.hrtime();
  },
  timeEnd(label = 'default') {
    if (printTimer('timeEnd', `${label}`, [])) delete timers[`${label}`];
  },
  timeLog(label = 'default', ...data) {
    printTimer('timeLog', `${label}`, data);
  },
  trace(...args) {
    const error = { name: 'Trace', message: formatArguments(args, STDERR) };
    Error.captureStackTrace(error, console.trace);
    const frames = error.stack.slice(error.stack.indexOf('\n    at'));
    console.error(`Trace${error.message === '' ? '' : `: ${error.message}`}${frames}`);
  },
  assert(condition, ...args) {
    if (condition) return;
    if (typeof args[0] === 'string') args[0] = `Assertion failed: ${args[0]}`;
    else args.unshift('Assertion failed');
    console.warn(...args);
  },
  clear() {
    if (isTTY(STDOUT) && process.env.TERM !== 'dumb') process.stdout.write('\u001b[1;1H\u001b[0J');
  },
  count(label = 'default') {
    label = `${label}`;
    counts[label] = (counts[label] || 0) + 1;
    console.log(`${label}: ${counts[label]}`);
  },
  countReset(label = 'default') {
    label = `${label}`;
    if (counts[label] === undefined) {
      process.emitWarning(`Count for '${label}' does not exist`);
      return;
    }
    delete counts[label];
  },
  group(...data) {
    if (data.length > 0) console.log(...data);
    indentation += '  ';
  },
  groupEnd() {
    indentation = indentation.slice(0, -2);
  },
  table(data, columns) {
    if (data === null || typeof data !== 'object') {
      console.log(data);
      return;
    }
    console.log(require('internal/console_table').formatTable(data, columns));
  },
};
console.debug = console.log;
console.info = console.log;
console.dirxml = console.log;
console.error = console.warn;
console.groupCollapsed = console.group;
Object.defineProperty(console, Symbol.toStringTag, { value: 'console', configurable: true });

function printTimer(method, label, data) {
  const start = timers[label];
  if (start === undefined) {
    process.emitWarning(`No such label '${label}' for console.${method}()`);
    return false;
  }
  const [seconds, nanoseconds] = process.hrtime(start);
  console.log('%s: %s', label, formatDuration(seconds * 1000 + nanoseconds / 1e6), ...data);
  return true;
}

function formatDuration(milliseconds) {
  if (milliseconds < 1000) return `${Number(milliseconds.toFixed(3))}ms`;
  let seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(3)}s`;
  let minutes = Math.floor(seconds / 60);
  seconds -= minutes * 60;
  const pad = (n, width) => String(n).padStart(width, '0');
  if (minutes < 60) return `${minutes}:${pad(seconds.toFixed(3), 6)} (m:ss.mmm)`;
  const hours = Math.floor(minutes / 60);
  minutes -= hours * 60;
  return `${hours}:${pad(minutes, 2)}:${pad(Math.floor(seconds), 2)} (h:mm:ss)`;
}

module.exports = { console, formatArguments, useColors };
