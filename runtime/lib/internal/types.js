'use strict';
// util.types: which built-in kind a value is, whatever its prototype says.

const { kindOf, proxyDetails } = internalBinding('inspect');

const isKind = (...kinds) => (value) => value !== null && (typeof value === 'object' || typeof value === 'function') &&
  proxyDetails(value) === undefined && kinds.includes(kindOf(value));

module.exports = {
  isArgumentsObject: isKind('Arguments'),
  isAsyncFunction: isKind('AsyncFunction', 'AsyncGeneratorFunction'),
  isBigIntObject: isKind('BigInt'),
  isBooleanObject: isKind('Boolean'),
  isBoxedPrimitive: isKind('Number', 'String', 'Boolean', 'BigInt', 'Symbol'),
  isDate: isKind('Date'),
  isGeneratorFunction: isKind('GeneratorFunction', 'AsyncGeneratorFunction'),
  isGeneratorObject: isKind('Generator'),
  isMap: isKind('Map'),
  isMapIterator: isKind('Map Iterator', 'Map Entries'),
  isNativeError: isKind('Error'),
  isNumberObject: isKind('Number'),
  isPromise: isKind('Promise'),
  isProxy: (value) => value !== null && (typeof value === 'object' || typeof value === 'function') &&
    proxyDetails(value) !== undefined,
  isRegExp: isKind('RegExp'),
  isSet: isKind('Set'),
  isSetIterator: isKind('Set Iterator', 'Set Entries'),
  isStringObject: isKind('String'),
  isSymbolObject: isKind('Symbol'),
  isWeakMap: isKind('WeakMap'),
  isWeakSet: isKind('WeakSet'),
};
