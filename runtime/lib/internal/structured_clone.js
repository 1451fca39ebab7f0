'use strict';
// structuredClone (https://html.spec.whatwg.org/multipage/structured-data.html#dom-structuredclone).

const { clone } = internalBinding('structured_clone');
const { isArrayBuffer } = require('internal/types');
const { DOMException, cloneException } = require('internal/dom_exception');

function codedError(code, message) {
  const error = new TypeError(message);
  error.code = code;
  return error;
}

function fail(message) {
  throw new DOMException(message, 'DataCloneError');
}

// The buffers whose memory is to move, as Node checks them.
function transferList(options) {
  if (options === undefined || options === null) return [];
  if (typeof options !== 'object' && typeof options !== 'function') {
    throw codedError('ERR_INVALID_ARG_TYPE', 'The options argument must be either an object or undefined');
  }
  const { transfer } = options;
  if (transfer === undefined || transfer === null) return [];
  if (typeof transfer !== 'object' || typeof transfer[Symbol.iterator] !== 'function') {
    throw codedError('ERR_INVALID_ARG_TYPE', 'Optional transferList argument must be an iterable');
  }
  const list = [...transfer];
  if (!list.every(isArrayBuffer)) throw codedError('ERR_INVALID_TRANSFER_OBJECT', 'Found invalid object in transferList');
  return list;
}

const structuredClone = (...args) => {
  if (args.length === 0) throw codedError('ERR_MISSING_ARGS', 'The value argument must be specified');
  return clone(args[0], transferList(args[1]), fail, cloneException);
};

module.exports = { structuredClone };
