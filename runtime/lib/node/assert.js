'use strict';
// assert (https://nodejs.org/docs/latest-v20.x/api/assert.html).

const { inspect } = require('internal/inspect');
const { nodeError, validateFunction } = require('internal/errors');
const { isDeepEqual, isDeepStrictEqual } = require('internal/deep_equal');

const headings = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  deepEqual: 'Expected values to be loosely deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
};

class AssertionError extends Error {
  constructor(options) {
    const { message, operator, actual, expected, stackStartFn } = options;
    super(message === undefined ? describe(operator, actual, expected)
      : STRICT_OPERATORS.has(operator) ? `${message}\n${compareStrictly(actual, expected)}` : String(message));
    this.generatedMessage = message === undefined;
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    Object.defineProperty(this, 'name', { value: 'AssertionError [ERR_ASSERTION]', configurable: true, writable: true });
    Error.captureStackTrace(this, stackStartFn);
    this.stack; // eslint-disable-line no-unused-expressions -- the header is made while the name carries the code
    Object.defineProperty(this, 'name', { value: 'AssertionError', configurable: true, writable: true });
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}

const STRICT_OPERATORS = new Set(['strictEqual', 'deepStrictEqual']);
const SHORT_COMPARISON = 12; // characters of both values: shown on one line

function show(value) {
  return inspect(value, { compact: false, sorted: true, depth: 1000, maxArrayLength: Infinity });
}

function describe(operator, actual, expected) {
  const heading = headings[operator];
  if (heading === undefined) return `${show(actual)} ${operator} ${show(expected)}`;
  if (operator.startsWith('not')) {
    const left = show(actual);
    return `${heading}${left.includes('\n') ? '\n\n' : ' '}${left}`;
  }
  if (operator === 'deepEqual') {
    return `${heading}\n\n${show(actual)}\n\nshould loosely deep-equal\n\n${show(expected)}`;
  }
  return `${heading}\n${compareStrictly(actual, expected)}`;
}

function compareStrictly(actual, expected) {
  const left = show(actual);
  const right = show(expected);
  const simple = !left.includes('\n') && !right.includes('\n');
  if (simple && left.length + right.length <= SHORT_COMPARISON) return `\n${left} !== ${right}\n`;
  return `+ actual - expected\n\n${lineDifference(left.split('\n'), right.split('\n'))}`;
}

// Lines of both, the common ones once: a longest common subsequence, by dynamic programming within bounds.
function lineDifference(left, right) {
  if (left.length * right.length > 4e6) return [...left.map((l) => `+ ${l}`), ...right.map((l) => `- ${l}`)].join('\n');
  const lengths = Array.from({ length: left.length + 1 }, () => new Array(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i][j] = left[i] === right[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const output = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      output.push(`  ${left[i++]}`);
      j++;
    } else if (i < left.length && (j >= right.length || lengths[i + 1][j] >= lengths[i][j + 1])) {
      output.push(`+ ${left[i++]}`);
    } else {
      output.push(`- ${right[j++]}`);
    }
  }
  return output.join('\n');
}

function fail(operator, actual, expected, message, stackStartFn) {
  if (message instanceof Error) throw message;
  throw new AssertionError({ message, operator, actual, expected, stackStartFn });
}

function assert(...args) {
  ok(args, assert);
}

function ok(args, from) {
  const [value, message] = args;
  if (value) return;
  if (args.length === 0) fail('==', value, true, 'No value argument passed to `assert.ok()`', from);
  if (message === undefined) {
    fail('==', value, true, 'The expression evaluated to a falsy value', from);
  }
  fail('==', value, true, message, from);
}

assert.ok = (...args) => ok(args, assert.ok);
assert.fail = function fail_(message) {
  if (message instanceof Error) throw message;
  const error = new AssertionError({ message: message === undefined ? 'Failed' : message, operator: 'fail', stackStartFn: assert.fail });
  error.generatedMessage = message === undefined;
  throw error;
};

function define(name, operator, holds) {
  assert[name] = (actual, expected, message) => {
    if (!holds(actual, expected)) fail(operator, actual, expected, message, assert[name]);
  };
}
define('equal', '==', (a, b) => a == b || (Number.isNaN(a) && Number.isNaN(b))); // eslint-disable-line eqeqeq
define('notEqual', '!=', (a, b) => a != b && !(Number.isNaN(a) && Number.isNaN(b))); // eslint-disable-line eqeqeq
define('strictEqual', 'strictEqual', (a, b) => Object.is(a, b));
define('notStrictEqual', 'notStrictEqual', (a, b) => !Object.is(a, b));
define('deepEqual', 'deepEqual', isDeepEqual);
define('notDeepEqual', 'notDeepEqual', (a, b) => !isDeepEqual(a, b));
define('deepStrictEqual', 'deepStrictEqual', isDeepStrictEqual);
define('notDeepStrictEqual', 'notDeepStrictEqual', (a, b) => !isDeepStrictEqual(a, b));

assert.match = (text, pattern, message) => {
  if (typeof text !== 'string' || !pattern.test(text)) {
    fail('match', text, pattern, message || `The input did not match the regular expression ${inspect(pattern)}. ` +
      `Input:\n\n${inspect(text)}\n`, assert.match);
  }
};
assert.doesNotMatch = (text, pattern, message) => {
  if (typeof text === 'string' && pattern.test(text)) {
    fail('doesNotMatch', text, pattern, message || `The input was expected to not match the regular expression ` +
      `${inspect(pattern)}. Input:\n\n${inspect(text)}\n`, assert.doesNotMatch);
  }
};

// Does a thrown value fit: a class, a pattern, a predicate, or an object of properties?
function fits(error, expected, message, from) {
  if (expected === undefined) return;
  if (expected instanceof RegExp) {
    if (!expected.test(String(error))) {
      fail('throws', error, expected, message || `The input did not match the regular expression ${inspect(expected)}. ` +
        `Input:\n\n${inspect(String(error))}\n`, from);
    }
    return;
  }
  if (typeof expected === 'function') {
    if (expected.prototype !== undefined && error instanceof expected) return;
    if (Error.isPrototypeOf(expected)) throw error;
    if (expected.call({}, error) === true) return;
    fail('throws', error, expected, message || `The ${expected.name ? `"${expected.name}" ` : ''}validation function is ` +
      `expected to return "true". Received ${inspect(error)}`, from);
  }
  for (const key of Object.keys(expected).concat(expected instanceof Error ? ['name', 'message'] : [])) {
    const matches = expected[key] instanceof RegExp && typeof error[key] === 'string'
      ? expected[key].test(error[key]) : key in error && isDeepStrictEqual(error[key], expected[key]);
    if (!matches) fail('throws', error, expected, message, from);
  }
}

assert.throws = (fn, expected, message) => {
  validateFunction(fn, 'fn');
  if (typeof expected === 'string') {
    message = expected;
    expected = undefined;
  }
  let thrown;
  try {
    fn();
  } catch (error) {
    thrown = { error };
  }
  if (thrown === undefined) {
    const name = expected && expected.name ? ` (${expected.name})` : '';
    fail('throws', undefined, expected, `Missing expected exception${name}${message ? `: ${message}` : '.'}`, assert.throws);
  }
  fits(thrown.error, expected, message, assert.throws);
};
assert.doesNotThrow = (fn, expected, message) => {
  validateFunction(fn, 'fn');
  try {
    fn();
  } catch (error) {
    const text = typeof expected === 'string' ? expected : message;
    fail('doesNotThrow', error, expected, `Got unwanted exception${text ? `: ${text}` : '.'}\nActual message: "${error && error.message}"`,
      assert.doesNotThrow);
  }
};
assert.rejects = (promise, expected, message) => {
  const result = typeof promise === 'function' ? promise() : promise;
  if (result === null || typeof result !== 'object' || typeof result.then !== 'function') {
    return Promise.reject(nodeError('ERR_INVALID_ARG_TYPE', 'promiseFn', ['Function', 'Promise'], promise));
  }
  return result.then(
    () => fail('rejects', undefined, expected, `Missing expected rejection${message ? `: ${message}` : '.'}`, assert.rejects),
    (error) => fits(error, expected, message, assert.rejects),
  );
};
assert.ifError = (value) => {
  if (value === null || value === undefined) return;
  const text = typeof value === 'object' && typeof value.message === 'string' ? value.message : inspect(value);
  fail('ifError', value, null, `ifError got unwanted exception: ${text}`, assert.ifError);
};

assert.AssertionError = AssertionError;
assert.strict = Object.assign((...args) => ok(args, assert.strict), assert, {
  equal: assert.strictEqual,
  notEqual: assert.notStrictEqual,
  deepEqual: assert.deepStrictEqual,
  notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;

module.exports = assert;
