'use strict';
// DOMException (https://webidl.spec.whatwg.org/#idl-DOMException): an Error whose name says what went wrong.

// Names with legacy codes, which are their places from 1 on.
const names = ['IndexSizeError', 'DOMStringSizeError', 'HierarchyRequestError', 'WrongDocumentError', 'InvalidCharacterError',
  'NoDataAllowedError', 'NoModificationAllowedError', 'NotFoundError', 'NotSupportedError', 'InUseAttributeError',
  'InvalidStateError', 'SyntaxError', 'InvalidModificationError', 'NamespaceError', 'InvalidAccessError', 'ValidationError',
  'TypeMismatchError', 'SecurityError', 'NetworkError', 'AbortError', 'URLMismatchError', 'QuotaExceededError',
  'TimeoutError', 'InvalidNodeTypeError', 'DataCloneError'];
const constants = `INDEX_SIZE_ERR DOMSTRING_SIZE_ERR HIERARCHY_REQUEST_ERR WRONG_DOCUMENT_ERR INVALID_CHARACTER_ERR
  NO_DATA_ALLOWED_ERR NO_MODIFICATION_ALLOWED_ERR NOT_FOUND_ERR NOT_SUPPORTED_ERR INUSE_ATTRIBUTE_ERR INVALID_STATE_ERR
  SYNTAX_ERR INVALID_MODIFICATION_ERR NAMESPACE_ERR INVALID_ACCESS_ERR VALIDATION_ERR TYPE_MISMATCH_ERR SECURITY_ERR
  NETWORK_ERR ABORT_ERR URL_MISMATCH_ERR QUOTA_EXCEEDED_ERR TIMEOUT_ERR INVALID_NODE_TYPE_ERR DATA_CLONE_ERR`.split(/\s+/);

const { captureStackTrace } = Error;
const { setPrototypeOf } = Object;
const { get: find, has, set } = WeakMap.prototype;
const { apply } = Reflect;
const states = new WeakMap(); // { name, message } by exception

function stateOf(exception) {
  const state = apply(find, states, [exception]);
  if (state !== undefined) return state;
  const error = new TypeError('Value of "this" must be of DOMException');
  error.code = 'ERR_INVALID_THIS';
  throw error;
}

class DOMException {
  constructor(message = '', options = 'Error') {
    const self = setPrototypeOf(new Error(), new.target.prototype);
    const described = options !== null && typeof options === 'object';
    apply(set, states, [self, { message: `${message}`, name: `${described ? options.name ?? 'Error' : options}` }]);
    if (described && 'cause' in options) {
      Object.defineProperty(self, 'cause', { configurable: true, enumerable: false, value: options.cause, writable: true });
    }
    captureStackTrace(self, new.target);
    return self;
  }

  get name() {
    return stateOf(this).name;
  }

  get message() {
    return stateOf(this).message;
  }

  get code() {
    return names.indexOf(stateOf(this).name) + 1;
  }
}

setPrototypeOf(DOMException.prototype, Error.prototype);
for (const key of ['name', 'message', 'code']) Object.defineProperty(DOMException.prototype, key, { enumerable: true });
constants.forEach((name, i) => {
  const constant = { configurable: false, enumerable: true, value: i + 1, writable: false };
  Object.defineProperty(DOMException, name, constant);
  Object.defineProperty(DOMException.prototype, name, constant);
});
Object.defineProperty(DOMException.prototype, Symbol.toStringTag, { configurable: true, value: 'DOMException' });

// A copy for structuredClone; undefined: it is no DOMException.
function cloneException(exception) {
  if (!apply(has, states, [exception])) return undefined;
  const { name, message } = stateOf(exception);
  const copy = new DOMException(message, name);
  Object.defineProperty(copy, 'stack', { value: exception.stack });
  return copy;
}

module.exports = { DOMException, cloneException };
