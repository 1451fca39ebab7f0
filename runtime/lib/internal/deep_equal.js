'use strict';
// Deep equality as assert.deepEqual and assert.deepStrictEqual define it
// (https://nodejs.org/docs/latest-v20.x/api/assert.html#assertdeepstrictequalactual-expected-message).

const { kindOf } = internalBinding('inspect');
const { isTypedArrayKind, sameContents } = require('internal/inspect_buffers');

const hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
const isPrimitive = (value) => value === null || (typeof value !== 'object' && typeof value !== 'function');

function compare(a, b, strict, seen) {
  if (a === b) return a !== 0 || !strict || Object.is(a, b);
  if (isPrimitive(a) || isPrimitive(b)) return comparePrimitives(a, b, strict);
  if (typeof a === 'function' || typeof b === 'function') return false;
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return false;
  if (!compareInternals(a, b, kind, strict)) return false;
  const known = seen.get(a);
  if (known !== undefined) return known === b;
  seen.set(a, b);
  const equal = compareKeys(a, b, strict, seen) &&
    (kind !== 'Set' || compareSets(a, b, strict, seen)) && (kind !== 'Map' || compareMaps(a, b, strict, seen));
  seen.delete(a);
  return equal;
}

function comparePrimitives(a, b, strict) {
  if (strict) return !isPrimitive(a) || !isPrimitive(b) ? false : Object.is(a, b);
  if (isPrimitive(a) && isPrimitive(b)) return a == b || (Number.isNaN(a) && Number.isNaN(b)); // eslint-disable-line eqeqeq
  return false;
}

function compareInternals(a, b, kind, strict) {
  switch (kind) {
    case 'Array':
      return a.length === b.length;
    case 'Date':
      return Object.is(Date.prototype.getTime.call(a), Date.prototype.getTime.call(b));
    case 'RegExp':
      return String(a) === String(b) && a.lastIndex === b.lastIndex;
    case 'Error':
      return a.message === b.message && a.name === b.name && compare(a.cause, b.cause, strict, new Map()) &&
        compare(a.errors, b.errors, strict, new Map());
    case 'Number':
    case 'String':
    case 'Boolean':
    case 'BigInt':
    case 'Symbol':
      return Object.is(a.valueOf(), b.valueOf());
    case 'Map':
    case 'Set':
      return a.size === b.size;
    case 'WeakMap':
    case 'WeakSet':
    case 'Promise':
      return false;
    case 'ArrayBuffer':
    case 'SharedArrayBuffer':
    case 'DataView':
      return sameContents(a, b, kind, strict);
    default:
      return !isTypedArrayKind(kind) || sameContents(a, b, kind, strict);
  }
}

function enumerableSymbols(object) {
  return Object.getOwnPropertySymbols(object).filter((key) => Object.prototype.propertyIsEnumerable.call(object, key));
}

function compareKeys(a, b, strict, seen) {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys) if (!hasOwn(b, key) || !Object.prototype.propertyIsEnumerable.call(b, key)) return false;
  if (strict) {
    const symbols = enumerableSymbols(a);
    if (symbols.length !== enumerableSymbols(b).length) return false;
    for (const key of symbols) {
      if (!Object.prototype.propertyIsEnumerable.call(b, key)) return false;
      keys.push(key);
    }
  }
  for (const key of keys) if (!compare(a[key], b[key], strict, seen)) return false;
  return true;
}

function compareSets(a, b, strict, seen) {
  const rest = [];
  for (const value of a) if (!b.has(value)) rest.push(value);
  if (rest.length === 0) return true;
  const candidates = [...b].filter((value) => !a.has(value));
  return rest.every((value) => {
    if (strict && isPrimitive(value)) return false;
    const index = candidates.findIndex((other) => compare(value, other, strict, seen));
    if (index === -1) return false;
    candidates.splice(index, 1);
    return true;
  });
}

function compareMaps(a, b, strict, seen) {
  const rest = [];
  for (const [key, value] of a) {
    if (b.has(key)) {
      if (!compare(value, b.get(key), strict, seen)) return false;
    } else {
      rest.push([key, value]);
    }
  }
  if (rest.length === 0) return true;
  const candidates = [...b].filter(([key]) => !a.has(key));
  return rest.every(([key, value]) => {
    if (strict && isPrimitive(key)) return false;
    const index = candidates.findIndex(([otherKey, otherValue]) =>
      compare(key, otherKey, strict, seen) && compare(value, otherValue, strict, seen));
    if (index === -1) return false;
    candidates.splice(index, 1);
    return true;
  });
}

module.exports = {
  isDeepEqual: (a, b) => compare(a, b, false, new Map()),
  isDeepStrictEqual: (a, b) => compare(a, b, true, new Map()),
};
