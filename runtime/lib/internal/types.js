'use strict';
// util.types: which built-in kind a value is, whatever its prototype says.

const { kindOf, proxyDetails } = internalBinding('inspect');
const { typedArrays } = require('internal/inspect_buffers');

const isKind = (...kinds) => (value) => value !== null && (typeof value === 'object' || typeof value === 'function') &&
  proxyDetails(value) === undefined && kinds.includes(kindOf(value));

module.exports = {
  isAnyArrayBuffer: isKind('ArrayBuffer', 'SharedArrayBuffer'),
  isArgumentsObject: isKind('Arguments'),
  isAsyncFunction: isKind('AsyncFunction', 'AsyncGeneratorFunction'),
  isArrayBuffer: isKind('ArrayBuffer'),
  isArrayBufferView: ArrayBuffer.isView,
  isBigInt64Array: isKind('BigInt64Array'),
  isBigIntObject: isKind('BigInt'),
  isBigUint64Array: isKind('BigUint64Array'),
  isBooleanObject: isKind('Boolean'),
  isBoxedPrimitive: isKind('Number', 'String', 'Boolean', 'BigInt', 'Symbol'),
  isDataView: isKind('DataView'),
  isDate: isKind('Date'),
  isGeneratorFunction: isKind('GeneratorFunction', 'AsyncGeneratorFunction'),
  isGeneratorObject: isKind('Generator'),
  isFloat16Array: isKind('Float16Array'),
  isFloat32Array: isKind('Float32Array'),
  isFloat64Array: isKind('Float64Array'),
  isInt16Array: isKind('Int16Array'),
  isInt32Array: isKind('Int32Array'),
  isInt8Array: isKind('Int8Array'),
  isMap: isKind('Map'),
  isMapIterator: isKind('Map Iterator', 'Map Entries'),
  isModuleNamespaceObject: isKind('Module'),
  isNativeError: isKind('Error'),
  isNumberObject: isKind('Number'),
  isPromise: isKind('Promise'),
  isProxy: (value) => value !== null && (typeof value === 'object' || typeof value === 'function') &&
    proxyDetails(value) !== undefined,
  isRegExp: isKind('RegExp'),
  isSet: isKind('Set'),
  isSetIterator: isKind('Set Iterator', 'Set Entries'),
  isSharedArrayBuffer: isKind('SharedArrayBuffer'),
  isStringObject: isKind('String'),
  isSymbolObject: isKind('Symbol'),
  isTypedArray: isKind(...typedArrays),
  isUint16Array: isKind('Uint16Array'),
  isUint32Array: isKind('Uint32Array'),
  isUint8Array: isKind('Uint8Array'),
  isUint8ClampedArray: isKind('Uint8ClampedArray'),
  isWeakMap: isKind('WeakMap'),
  isWeakSet: isKind('WeakSet'),
};
