'use strict';
// Node's errors with codes (https://nodejs.org/docs/latest-v20.x/api/errors.html#nodejs-error-codes).

function describeReceived(value) {
  if (value === null || value === undefined) return ` Received ${value}`;
  if (typeof value === 'function') return ` Received function ${value.name}`;
  if (typeof value === 'object') {
    if (value.constructor && value.constructor.name) return ` Received an instance of ${value.constructor.name}`;
    return ` Received ${require('internal/inspect').inspect(value, { depth: -1 })}`;
  }
  let shown = require('internal/inspect').inspect(value, { colors: false });
  if (shown.length > 28) shown = `${shown.slice(0, 25)}...`;
  return ` Received type ${typeof value} (${shown})`;
}

const classNames = new Set(['Array', 'Buffer', 'Date', 'RegExp', 'Error', 'Map', 'Set', 'URL',
  'Uint8Array', 'TypedArray', 'DataView', 'ArrayBuffer', 'AbortSignal', 'EventEmitter', 'Promise']);

// "of type string or an instance of Buffer", for the types that an argument may have.
function describeExpected(expected) {
  const list = Array.isArray(expected) ? expected : [expected];
  const types = list.filter((name) => !classNames.has(name)).map((name) => name.toLowerCase());
  const classes = list.filter((name) => classNames.has(name));
  const parts = [];
  if (types.length > 0) parts.push(`${types.length > 1 ? 'one of type' : 'of type'} ${joinOr(types)}`);
  if (classes.length > 0) parts.push(`an instance of ${joinOr(classes)}`);
  return parts.join(' or ');
}

function joinOr(words) {
  if (words.length <= 2) return words.join(' or ');
  return `${words.slice(0, -1).join(', ')}, or ${words[words.length - 1]}`;
}

const messages = {
  __proto__: null,
  ERR_INVALID_ARG_TYPE: [TypeError, (name, expected, actual) => {
    const what = name.endsWith(' argument') ? `The ${name}` : `The "${name}" ${name.includes('.') ? 'property' : 'argument'}`;
    return `${what} must be ${describeExpected(expected)}.${describeReceived(actual)}`;
  }],
  ERR_INVALID_ARG_VALUE: [TypeError, (name, value, reason = 'is invalid') => {
    let shown = require('internal/inspect').inspect(value);
    if (shown.length > 128) shown = `${shown.slice(0, 128)}...`;
    return `The ${name.includes('.') ? 'property' : 'argument'} '${name}' ${reason}. Received ${shown}`;
  }],
  ERR_OUT_OF_RANGE: [RangeError, (name, range, value) =>
    `The value of "${name}" is out of range. It must be ${range}. Received ${require('internal/inspect').inspect(value)}`],
  ERR_UNHANDLED_ERROR: [Error, (shown) => (shown === undefined ? 'Unhandled error.' : `Unhandled error. (${shown})`)],
  ERR_UNKNOWN_BUILTIN_MODULE: [Error, (name) => `No such built-in module: ${name}`],
  ERR_IMPORT_ATTRIBUTE_UNSUPPORTED: [TypeError, (key, value) =>
    `Import attribute "${key}" with value "${value}" is not supported`],
  ERR_IMPORT_ASSERTION_TYPE_FAILED: [TypeError, (url, type) => `Module "${url}" is not of type "${type}"`],
  ERR_IMPORT_ASSERTION_TYPE_MISSING: [TypeError, (url, type) =>
    `Module "${url}" needs an import attribute of type "${type}"`],
  ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED: [TypeError, (type) => `Import attribute type "${type}" is unsupported`],
  ERR_INVALID_PACKAGE_TARGET: [Error, (where, key, target, isImport, base) =>
    `Invalid "${isImport ? 'imports' : 'exports'}" target ${JSON.stringify(target)} defined ` +
    `${key === '.' ? 'for' : `for '${key}'`} in the package config ${where}package.json${base ? ` imported from ${base}` : ''}`],
  ERR_MODULE_NOT_FOUND: [Error, (what, name, base) => `Cannot find ${what} '${name}' imported from ${base}`],
  ERR_PACKAGE_IMPORT_NOT_DEFINED: [TypeError, (specifier, where, base) =>
    `Package import specifier "${specifier}" is not defined${where ? ` in package ${where}package.json` : ''} imported from ${base}`],
  ERR_PACKAGE_PATH_NOT_EXPORTED: [Error, (where, subpath, base) => (subpath === '.' ?
    `No "exports" main defined in ${where}package.json${base ? ` imported from ${base}` : ''}` :
    `Package subpath '${subpath}' is not defined by "exports" in ${where}package.json${base ? ` imported from ${base}` : ''}`)],
  ERR_REQUIRE_ASYNC_MODULE: [Error, (filename, parent) => 'require() cannot be used on an ESM graph with top-level await. ' +
    'Use import() instead. To see where the top-level await comes from, use --experimental-print-required-tla.' +
    `${parent && parent.filename ? `\n  From ${parent.filename} ` : ''}\n  Requiring ${filename} `],
  ERR_REQUIRE_CYCLE_MODULE: [Error, (filename, parent) => `Cannot require() ES Module ${filename} in a cycle.` +
    ` A cycle involving require(esm) is not allowed to maintain invariants mandated by the ECMAScript specification. ` +
    `Try making at least part of the dependency in the graph lazily loaded.${
      parent && parent.filename ? `\n  From ${parent.filename} ` : ''}\n  Requiring ${filename} `],
  ERR_UNKNOWN_FILE_EXTENSION: [TypeError, (extension, name) => `Unknown file extension "${extension}" for ${name}`],
  ERR_INVALID_URL: [TypeError, () => 'Invalid URL'],
  ERR_UNKNOWN_MODULE_FORMAT: [RangeError, (format, url) => `Unknown module format: ${format} for URL ${url}`],
  ERR_UNSUPPORTED_RESOLVE_REQUEST: [TypeError, (specifier, base) =>
    `Failed to resolve module specifier "${specifier}" from "${base}": Invalid relative URL or base scheme is not hierarchical.`],
  ERR_UNSUPPORTED_DIR_IMPORT: [Error, (name, base) =>
    `Directory import '${name}' is not supported resolving ES modules imported from ${base}`],
  ERR_UNSUPPORTED_ESM_URL_SCHEME: [Error, (protocol) => 'Only URLs with a scheme in: file, data, and node are supported ' +
    `by the default ESM loader. Received protocol '${protocol}'`],
  ERR_REQUIRE_ESM: [Error, (name) => `require() of ES Module ${name} not supported.`],
  ERR_METHOD_NOT_IMPLEMENTED: [Error, (name) => `The ${name} method is not implemented`],
  ERR_INVALID_THIS: [TypeError, (type) => `Value of "this" must be of type ${type}`],
  ERR_UNKNOWN_ENCODING: [TypeError, (name) => `Unknown encoding: ${name}`],
  ERR_FALSY_VALUE_REJECTION: [Error, () => 'Promise was rejected with falsy value'],
  ERR_INVALID_MODULE_SPECIFIER: [TypeError, (name, reason, base) =>
    `Invalid module "${name}" ${reason}${base ? ` imported from ${base}` : ''}`],
};

// An error with a code: its stack reads `Name [CODE]: message`, its name is the plain one.
function nodeError(code, ...args) {
  const [Base, describe] = messages[code];
  const error = new Base(describe(...args));
  Object.defineProperty(error, 'toString', {
    value() {
      return `${this.name} [${code}]: ${this.message}`;
    },
    enumerable: false, writable: true, configurable: true,
  });
  const { name } = error;
  error.name = `${name} [${code}]`;
  error.stack; // eslint-disable-line no-unused-expressions -- fixes the header while the name carries the code
  delete error.name;
  error.code = code;
  return error;
}

function validateFunction(value, name) {
  if (typeof value !== 'function') throw nodeError('ERR_INVALID_ARG_TYPE', name, 'Function', value);
}

function validateString(value, name) {
  if (typeof value !== 'string') throw nodeError('ERR_INVALID_ARG_TYPE', name, 'string', value);
}

function validateObject(value, name) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw nodeError('ERR_INVALID_ARG_TYPE', name, 'Object', value);
  }
}

function validateNumber(value, name, minimum, maximum) {
  if (typeof value !== 'number') throw nodeError('ERR_INVALID_ARG_TYPE', name, 'number', value);
  if ((minimum !== undefined && value < minimum) || (maximum !== undefined && value > maximum) ||
      ((minimum !== undefined || maximum !== undefined) && Number.isNaN(value))) {
    const range = [minimum !== undefined ? `>= ${minimum}` : '', maximum !== undefined ? `<= ${maximum}` : ''];
    throw nodeError('ERR_OUT_OF_RANGE', name, range.filter(Boolean).join(' && '), value);
  }
}

module.exports = { nodeError, validateFunction, validateString, validateObject, validateNumber };
