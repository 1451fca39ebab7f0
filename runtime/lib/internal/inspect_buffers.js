'use strict';
// The text of typed arrays, array buffers and data views, as util.inspect shows them.

const { kindOf } = internalBinding('inspect');

const typedArrays = ['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array',
  'Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'];
const isTypedArrayKind = (kind) => typedArrays.includes(kind);

const getterOf = (prototype, name) => {
  const { get } = Object.getOwnPropertyDescriptor(prototype, name);
  return (value) => Reflect.apply(get, value, []);
};
const typedArrayLength = getterOf(Object.getPrototypeOf(Uint8Array.prototype), 'length');
const isDetached = getterOf(ArrayBuffer.prototype, 'detached');

// The elements; with showHidden what is inherited as well.
function formatTypedArray(context, value, depth, helpers) {
  const length = typedArrayLength(value);
  const shown = Math.min(Math.max(0, context.maxArrayLength), length);
  const output = [];
  for (let i = 0; i < shown; i++) output.push(helpers.formatPrimitive(context.stylize, value[i], context));
  if (length > shown) output.push(helpers.moreItems(length - shown));
  if (context.showHidden) {
    context.indentation += 2;
    for (const key of ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer']) {
      output.push(`[${key}]: ${helpers.formatValue(context, value[key], depth, true)}`);
    }
    context.indentation -= 2;
  }
  return output;
}

function formatBuffer(context, value) {
  if (kindOf(value) === 'ArrayBuffer' && isDetached(value)) return [context.stylize('(detached)', 'special')];
  const bytes = new Uint8Array(value);
  const shown = Math.min(Math.max(0, context.maxArrayLength), bytes.length);
  const digits = Array.from(bytes.subarray(0, shown), (byte) => byte.toString(16).padStart(2, '0'));
  const rest = bytes.length - shown;
  if (rest > 0) digits.push(`... ${rest} more byte${rest > 1 ? 's' : ''}`);
  return [`${context.stylize('[Uint8Contents]', 'special')}: <${digits.join(' ')}>`];
}

// Have two typed arrays, buffers or views the same bytes or elements? Loosely: the same numbers.
function sameContents(a, b, kind, strict) {
  if (!isTypedArrayKind(kind)) {
    if (a.byteLength !== b.byteLength) return false;
    const bytes = (value) => (kind === 'DataView' ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : new Uint8Array(value));
    return sameContents(bytes(a), bytes(b), 'Uint8Array', strict);
  }
  const length = typedArrayLength(a);
  if (length !== typedArrayLength(b)) return false;
  for (let i = 0; i < length; i++) {
    if (a[i] !== b[i] && (a[i] === a[i] || b[i] === b[i])) return false; // eslint-disable-line no-self-compare
    if (strict && !Object.is(a[i], b[i])) return false;
  }
  return true;
}

module.exports = { formatBuffer, formatTypedArray, isTypedArrayKind, sameContents, typedArrayLength, typedArrays };
