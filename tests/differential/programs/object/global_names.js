// Names and attributes of the globals and of what they hold, in order: those that Node 20 has.
const globals = `Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp
  Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError globalThis JSON Math ArrayBuffer
  Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array Uint8ClampedArray
  BigUint64Array BigInt64Array DataView Map BigInt Set WeakMap WeakSet Proxy Reflect FinalizationRegistry WeakRef decodeURI
  decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite isNaN console global clearImmediate
  setImmediate DOMException clearInterval clearTimeout setInterval setTimeout queueMicrotask structuredClone performance`.split(/\s+/);
// What later editions added, and what the standard leaves to engines.
const later = new Set(`Object.groupBy Array.fromAsync Promise.withResolvers Promise.try Map.groupBy RegExp.escape
  Error.isError Error.prepareStackTrace Atomics.waitAsync Atomics.pause Math.f16round Math.sumPrecise JSON.rawJSON
  JSON.isRawJSON Promise.allKeyed Promise.allSettledKeyed Symbol.dispose Symbol.asyncDispose`.split(/\s+/));
const lookup = { SharedArrayBuffer, Atomics };
for (const name of globals) lookup[name] = globalThis[name];
const laterMethods = new Set(`union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom
  getOrInsert getOrInsertComputed transfer transferToFixedLength detached getFloat16 setFloat16 fromBase64 fromHex
  setFromBase64 setFromHex toBase64 toHex`.split(/\s+/));

const text = (key) => (typeof key === 'symbol' ? `[${key.description}]` : key);
function attributes(d) {
  return (d.writable ? 'w' : '') + (d.enumerable ? 'e' : '') + (d.configurable ? 'c' : '');
}
function value(d) {
  const f = d.get ?? d.value;
  const kind = d.get || d.set ? `get` : '';
  if (typeof f !== 'function') return `${kind}${typeof f}`;
  return `${kind}(${f.name} ${f.length} ${'prototype' in f})`;
}
function list(path, o) {
  const rows = [];
  for (const key of Reflect.ownKeys(o)) {
    if (later.has(`${path}.${text(key)}`) || laterMethods.has(key)) continue;
    const d = Object.getOwnPropertyDescriptor(o, key);
    rows.push(`${text(key)}:${attributes(d)}${value(d)}`);
  }
  console.log(`${path}: ${rows.join(' ')}`);
}

console.log(Reflect.ownKeys(globalThis).filter((key) => globals.includes(key)).join(' '));
for (const [name, value] of Object.entries(lookup)) {
  if (/^(console|DOMException|global|globalThis|performance|queueMicrotask|set|clear)/.test(name)) continue;
  if (typeof value !== 'function' && typeof value !== 'object') continue;
  list(name, value);
  if (value.prototype) list(`${name}.prototype`, value.prototype);
}
const typed = Object.getPrototypeOf(Int8Array);
list('TypedArray', typed);
list('TypedArray.prototype', typed.prototype);
const kinds = { function() {}, arrow: () => {}, *generator() {}, async async() {}, async *stream() {}, class: class {} };
for (const [name, f] of Object.entries(kinds)) {
  list(name, f);
  if (name === 'function' || name === 'class' || name === 'arrow') continue;
  list(`prototype of ${name}`, Object.getPrototypeOf(f));
  list(`constructor of ${name}`, Object.getPrototypeOf(f).constructor);
  if (f.prototype) list(`objects of ${name}`, Object.getPrototypeOf(f).prototype);
}
const iterators = { array: [].keys(), map: new Map().keys(), set: new Set().keys(), string: ''[Symbol.iterator](), regexp: ''.matchAll(/a/g) };
for (const [name, o] of Object.entries(iterators)) list(`${name} iterator`, Object.getPrototypeOf(o));
list('arguments', (function () { return arguments; })(1));
list('strict arguments', (function () { 'use strict'; return arguments; })(1).length === 1 ? {} : null);
list('regexp', /a/);
list('bound', function f(a, b) {}.bind(null, 1));
