'use strict';
// util.inspect: a value as text, laid out as Node does (https://nodejs.org/docs/latest-v20.x/api/util.html#utilinspectobject-options).

const { previewEntries, proxyDetails, promiseDetails, kindOf, ownNonIndexKeys } = internalBinding('inspect');
const { formatBuffer, formatTypedArray, isTypedArrayKind, typedArrayLength } = require('internal/inspect_buffers');

const customInspect = Symbol.for('nodejs.util.inspect.custom');

const OBJECT_LAYOUT = 0;
const ARRAY_LAYOUT = 1; // elements first, grouped into columns when there are many

const defaultOptions = {
  __proto__: null,
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
};

const hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
const identifier = /^[a-zA-Z_][a-zA-Z_0-9]*$/;
const ansi = /\u001b\[[0-9;]*m/g;
const withoutColors = (text) => text.replace(ansi, '');

function inspect(value, options) {
  const context = {
    budget: {},
    indentation: 0,
    seen: [],
    currentDepth: 0,
    circular: undefined,
    stylize: plain,
  };
  Object.assign(context, defaultOptions);
  if (arguments.length > 1 && typeof options !== 'object') {
    context.showHidden = Boolean(options);
    if (arguments.length > 2 && arguments[2] !== undefined) context.depth = arguments[2];
    if (arguments.length > 3 && arguments[3] !== undefined) context.colors = arguments[3];
  } else if (options) {
    const keys = Object.keys(options);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (hasOwn(defaultOptions, key) || key === 'stylize') context[key] = options[key];
      else if (context.userOptions === undefined) context.userOptions = options;
    }
  }
  if (context.colors && (!options || !options.stylize)) context.stylize = colored;
  if (context.depth === null) context.depth = Infinity;
  if (context.maxArrayLength === null) context.maxArrayLength = Infinity;
  if (context.maxStringLength === null) context.maxStringLength = Infinity;
  return formatValue(context, value, 0);
}
inspect.custom = customInspect;
inspect.defaultOptions = defaultOptions;

inspect.colors = {
  __proto__: null,
  reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], blink: [5, 25],
  inverse: [7, 27], hidden: [8, 28], strikethrough: [9, 29], doubleunderline: [21, 24],
  black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], magenta: [35, 39],
  cyan: [36, 39], white: [37, 39], gray: [90, 39], grey: [90, 39],
};
inspect.styles = {
  __proto__: null,
  special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow', undefined: 'grey', null: 'bold',
  string: 'green', symbol: 'green', date: 'magenta', regexp: 'red', module: 'underline',
};

function plain(text) {
  return text;
}

function colored(text, style) {
  const color = inspect.colors[inspect.styles[style]];
  return color === undefined ? text : `\u001b[${color[0]}m${text}\u001b[${color[1]}m`;
}

function formatValue(context, value, depth, typed) {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
    return formatPrimitive(context.stylize, value, context);
  }
  const original = value;
  const proxy = proxyDetails(value);
  if (proxy !== undefined) {
    if (context.showProxy) return formatProxy(context, proxy, depth);
    if (proxy === null || proxy[0] === null) return context.stylize('<Revoked Proxy>', 'special');
    value = proxy[0];
  }
  if (context.customInspect) {
    const custom = value[customInspect];
    if (typeof custom === 'function' && custom !== inspect) {
      const remaining = context.depth === null ? null : context.depth - depth;
      const options = {};
      for (const key in defaultOptions) options[key] = context[key];
      if (context.userOptions) Object.assign(options, context.userOptions);
      options.depth = remaining;
      options.stylize = context.stylize;
      const result = custom.call(original, remaining, options, inspect);
      if (result !== original) {
        const text = typeof result === 'object' ? formatValue(context, result, depth) : `${result}`;
        return text.replaceAll('\n', `\n${' '.repeat(context.indentation)}`);
      }
    }
  }
  if (context.seen.includes(value)) {
    let index = 1;
    if (context.circular === undefined) {
      context.circular = new Map();
      context.circular.set(value, index);
    } else {
      index = context.circular.get(value);
      if (index === undefined) {
        index = context.circular.size + 1;
        context.circular.set(value, index);
      }
    }
    return context.stylize(`[Circular *${index}]`, 'special');
  }
  return formatRaw(context, value, depth, typed);
}

function formatProxy(context, proxy, depth) {
  if (proxy === null) return context.stylize('<Revoked Proxy>', 'special');
  if (depth > context.depth) return context.stylize('Proxy [Array]', 'special');
  context.indentation += 2;
  const parts = [formatValue(context, proxy[0], depth + 1), formatValue(context, proxy[1], depth + 1)];
  context.indentation -= 2;
  return layOut(context, parts, '', ['Proxy [', ']'], ARRAY_LAYOUT, depth + 1);
}

// The name of the constructor whose prototype is nearest, with what is between as Node marks it.
function constructorName(object, context, depth) {
  let current = object;
  let first = true;
  while (current !== null && current !== undefined) {
    const descriptor = Object.getOwnPropertyDescriptor(current, 'constructor');
    if (descriptor !== undefined && typeof descriptor.value === 'function' && descriptor.value.name !== '' &&
        isInstance(object, descriptor.value)) {
      return String(descriptor.value.name);
    }
    current = Object.getPrototypeOf(current);
    if (first) {
      first = false;
      var firstPrototype = current;
    }
  }
  if (firstPrototype === null || firstPrototype === undefined) return null;
  const name = internalClassName(object);
  if (depth > context.depth && context.depth !== null) return `${name} <Complex prototype>`;
  const inner = constructorName(firstPrototype, context, depth + 1);
  if (inner === null) {
    return `${name} <${inspect(firstPrototype, { customInspect: false, depth: -1 })}>`;
  }
  return `${name} <${inner}>`;
}

function isInstance(object, constructor) {
  try {
    return object instanceof constructor;
  } catch {
    return false;
  }
}

function internalClassName(object) {
  return Object.prototype.toString.call(object).slice(8, -1);
}

function prefixOf(constructor, tag, fallback, size = '') {
  const suffix = tag !== '' && constructor !== tag ? ` [${tag}]` : '';
  if (constructor === null) {
    return `[${fallback}${size}: null prototype]${tag === fallback ? '' : suffix} `;
  }
  return `${constructor}${size}${suffix} `;
}

function keysOf(value, showHidden) {
  if (showHidden) {
    return Object.getOwnPropertyNames(value).concat(Object.getOwnPropertySymbols(value));
  }
  const keys = kindOf(value) === 'Module' ? Object.getOwnPropertyNames(value) : Object.keys(value);
  const symbols = Object.getOwnPropertySymbols(value);
  if (symbols.length === 0) return keys;
  return keys.concat(symbols.filter((symbol) => Object.prototype.propertyIsEnumerable.call(value, symbol)));
}

// The @@toStringTag, unless it is among the properties that are listed anyway.
function tagOf(context, value) {
  const tag = value[Symbol.toStringTag];
  if (typeof tag !== 'string' || tag === '') return '';
  const listed = context.showHidden ? hasOwn(value, Symbol.toStringTag)
    : Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag);
  return listed ? '' : tag;
}

function formatRaw(context, value, depth, typed) {
  const constructor = constructorName(value, context, depth);
  const tag = tagOf(context, value);
  let kind = kindOf(value);
  if (kind === 'Object' && value instanceof Error) kind = 'Error'; // made by Object.create, say
  const layout = { base: '', braces: ['{', '}'], keys: null, format: noEntries, type: OBJECT_LAYOUT };
  const describe = containers.has(kind) || isTypedArrayKind(kind) ? describeContainer : describeOther;
  const done = describe(context, value, depth, kind, constructor, tag, layout, typed);
  if (done !== undefined) return done;
  const { base, braces, keys } = layout;
  if (context.depth !== null && depth > context.depth) {
    const name = prefixOf(constructor, tag, kind === 'Array' ? 'Array' : 'Object').slice(0, -1);
    return context.stylize(constructor === null ? name : `[${name}]`, 'special');
  }
  context.seen.push(value);
  context.currentDepth = depth;
  const output = layout.format(context, value, depth + 1);
  for (let i = 0; i < keys.length; i++) {
    output.push(formatProperty(context, value, depth + 1, keys[i], layout.type));
  }
  if (context.circular !== undefined) {
    const index = context.circular.get(value);
    if (index !== undefined) {
      const reference = context.stylize(`<ref *${index}>`, 'special');
      if (base === '') braces[0] = `${reference} ${braces[0]}`;
      else layout.base = `${reference} ${base}`;
    }
  }
  context.seen.pop();
  if (context.sorted) {
    const order = context.sorted === true ? undefined : context.sorted;
    if (layout.type === OBJECT_LAYOUT) output.sort(order);
    else if (keys.length > 1) {
      const sorted = output.slice(output.length - keys.length).sort(order);
      output.splice(output.length - keys.length, keys.length, ...sorted);
    }
  }
  return layOut(context, output, layout.base, braces, layout.type, depth, value);
}

function noEntries() {
  return [];
}

const containers = new Set(['Array', 'Set', 'Map', 'Map Iterator', 'Set Iterator', 'Map Entries', 'Set Entries']);

// Fills in the layout of a container with entries of its own. Returns text when that is all there is to show.
function describeContainer(context, value, depth, kind, constructor, tag, layout) {
  switch (kind) {
    case 'Array': {
      layout.keys = ownNonIndexKeys(value, context.showHidden);
      const prefix = constructor !== 'Array' || tag !== '' ? prefixOf(constructor, tag, 'Array', `(${value.length})`) : '';
      layout.braces = [`${prefix}[`, ']'];
      if (value.length === 0 && layout.keys.length === 0) return `${layout.braces[0]}]`;
      layout.type = ARRAY_LAYOUT;
      layout.format = formatArray;
      return undefined;
    }
    case 'Set':
    case 'Map': {
      layout.keys = keysOf(value, context.showHidden);
      const size = previewEntries(value).length / (kind === 'Map' ? 2 : 1);
      const prefix = prefixOf(constructor, tag, kind, `(${size})`);
      layout.format = kind === 'Set' ? formatSet : formatMap;
      if (size === 0 && layout.keys.length === 0) return `${prefix}{}`;
      layout.braces = [`${prefix}{`, '}'];
      return undefined;
    }
    default:
      if (isTypedArrayKind(kind)) return describeTypedArray(context, value, kind, constructor, tag, layout);
      layout.keys = keysOf(value, context.showHidden);
      layout.braces = [`[${kind}] {`, '}'];
      layout.format = (c, v, d) => formatList(c, previewEntries(v), d);
      return undefined;
  }
}

function describeTypedArray(context, value, kind, constructor, tag, layout) {
  const length = typedArrayLength(value);
  layout.keys = ownNonIndexKeys(value, context.showHidden);
  layout.braces = [`${prefixOf(constructor, tag, kind, `(${length})`)}[`, ']'];
  if (length === 0 && layout.keys.length === 0 && !context.showHidden) return `${layout.braces[0]}]`;
  layout.type = ARRAY_LAYOUT;
  layout.format = (c, v, d) => formatTypedArray(c, v, d, { formatPrimitive, formatValue, moreItems });
  return undefined;
}

function describeOther(context, value, depth, kind, constructor, tag, layout, typed) {
  const keys = keysOf(value, context.showHidden);
  layout.keys = keys;
  switch (kind) {
    case 'Arguments':
      layout.braces = ['[Arguments] {', '}'];
      return keys.length === 0 ? '[Arguments] {}' : undefined;
    case 'Function':
    case 'GeneratorFunction':
    case 'AsyncFunction':
    case 'AsyncGeneratorFunction':
      layout.base = functionBase(value, constructor, tag);
      if (keys.length === 0) return context.stylize(layout.base, 'special');
      layout.base = context.stylize(layout.base, 'special');
      return undefined;
    case 'RegExp': {
      const text = RegExp.prototype.toString.call(value);
      const prefix = prefixOf(constructor, tag, 'RegExp');
      layout.base = context.stylize(prefix === 'RegExp ' ? text : `${prefix}${text}`, 'regexp');
      if (keys.length === 0 || (depth > context.depth && context.depth !== null)) return layout.base;
      return undefined;
    }
    case 'Date': {
      const time = Date.prototype.getTime.call(value);
      const text = Number.isNaN(time) ? 'Invalid Date' : Date.prototype.toISOString.call(value);
      const prefix = prefixOf(constructor, tag, 'Date');
      layout.base = context.stylize(prefix === 'Date ' ? text : `${prefix}${text}`, 'date');
      return keys.length === 0 ? layout.base : undefined;
    }
    case 'Error':
      layout.base = formatError(context, value, constructor, tag, keys);
      return keys.length === 0 ? layout.base : undefined;
    case 'Promise':
      layout.braces = [`${prefixOf(constructor, tag, 'Promise')}{`, '}'];
      layout.format = formatPromise;
      return undefined;
    case 'ArrayBuffer':
    case 'SharedArrayBuffer': {
      const prefix = prefixOf(constructor, tag, kind);
      if (typed && keys.length === 0) return `${prefix}{ byteLength: ${formatNumber(context.stylize, value.byteLength, false)} }`;
      layout.braces = [`${prefix}{`, '}'];
      keys.unshift('byteLength');
      if (!typed) layout.format = formatBuffer;
      return undefined;
    }
    case 'DataView':
      layout.braces = [`${prefixOf(constructor, tag, kind)}{`, '}'];
      keys.unshift('byteLength', 'byteOffset', 'buffer');
      return undefined;
    case 'Module':
      layout.braces = [`${prefixOf(constructor, tag, 'Module')}{`, '}'];
      layout.format = (c, v, d) => keys.map((key) => formatExport(c, v, d, key));
      layout.keys = [];
      return undefined;
    case 'WeakSet':
    case 'WeakMap':
      layout.braces = [`${prefixOf(constructor, tag, kind)}{`, '}'];
      layout.format = () => [context.stylize('<items unknown>', 'special')];
      return undefined;
    case 'Number':
    case 'String':
    case 'Boolean':
    case 'BigInt':
    case 'Symbol': {
      layout.base = formatWrapper(context, value, kind, constructor, tag);
      if (kind === 'String') layout.keys = keys.filter((key) => typeof key === 'symbol' || !isIndex(key));
      return layout.keys.length === 0 ? layout.base : undefined;
    }
    default:
      if (keys.length === 0) return `${objectPrefix(constructor, tag)}{}`;
      layout.braces = [`${objectPrefix(constructor, tag)}{`, '}'];
      return undefined;
  }
}

function objectPrefix(constructor, tag) {
  return constructor === 'Object' && tag === '' ? '' : prefixOf(constructor, tag, 'Object');
}

function isIndex(key) {
  return String(key >>> 0) === key && key >>> 0 !== 0xffffffff;
}

function functionBase(value, constructor, tag) {
  const source = Function.prototype.toString.call(value);
  if (source.startsWith('class') && source.endsWith('}')) {
    const body = source.slice(5, -1);
    const brace = body.indexOf('{');
    if (brace !== -1 && (!body.slice(0, brace).includes('(') || /^(\s+[^(]*?)\s*{/.test(body))) {
      return classBase(value, constructor, tag);
    }
  }
  const type = kindOf(value);
  let base = `[${type}`;
  if (constructor === null) base += ' (null prototype)';
  base += value.name === '' ? ' (anonymous)' : `: ${typeof value.name === 'string' ? value.name : formatPrimitive(plain, value.name, defaultOptions)}`;
  base += ']';
  if (constructor !== type && constructor !== null) base += ` ${constructor}`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  return base;
}

function classBase(value, constructor, tag) {
  const name = hasOwn(value, 'name') && value.name;
  let base = `[class ${name || '(anonymous)'}`;
  if (constructor !== 'Function' && constructor !== null) base += ` [${constructor}]`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  if (constructor !== null) {
    const superName = Object.getPrototypeOf(value).name;
    if (superName) base += ` extends ${superName}`;
  } else {
    base += ' extends [null prototype]';
  }
  return `${base}]`;
}

function formatWrapper(context, value, kind, constructor, tag) {
  const primitive = { Number, String, Boolean, BigInt, Symbol }[kind].prototype.valueOf.call(value);
  let base = `[${kind}`;
  if (kind !== constructor) base += constructor === null ? ' (null prototype)' : ` (${constructor})`;
  base += `: ${formatPrimitive(plain, primitive, context)}]`;
  if (tag !== '' && tag !== constructor) base += ` [${tag}]`;
  return context.stylize(base, kind.toLowerCase());
}

function formatError(context, error, constructor, tag, keys) {
  let name = 'Error';
  try {
    if (error.name != null) name = String(error.name);
  } catch {
    // A getter that throws leaves the default.
  }
  let stack;
  try {
    stack = error.stack;
  } catch {
    stack = undefined;
  }
  stack = stack ? String(stack) : Error.prototype.toString.call(error);
  for (const key of ['name', 'message', 'stack']) {
    const index = keys.indexOf(key);
    if (index !== -1 && (typeof error[key] !== 'string' || stack.includes(error[key]))) keys.splice(index, 1);
  }
  if ('cause' in error && hasOwn(error, 'cause') && (keys.length === 0 || !keys.includes('cause'))) keys.push('cause');
  if (hasOwn(error, 'errors') && Array.isArray(error.errors) && !keys.includes('errors')) keys.push('errors');
  stack = improveStack(stack, constructor, name, tag);
  const message = error.message;
  const from = (typeof message === 'string' && message !== '' && stack.indexOf(message)) || -1;
  let start = from !== -1 && from !== false ? from + message.length : 0;
  const frames = stack.indexOf('\n    at', start);
  if (frames === -1) stack = `[${stack}]`;
  else if (context.colors) stack = grayLibraryFrames(context, stack, frames);
  if (context.indentation !== 0) {
    stack = stack.replaceAll('\n', `\n${' '.repeat(context.indentation)}`);
  }
  return stack;
}

// The class's own name in front, where the stack starts with another.
function improveStack(stack, constructor, name, tag) {
  const length = name.length;
  let result = stack;
  if (constructor === null || (name.endsWith('Error') && stack.startsWith(name) &&
      (stack.length === length || stack[length] === ':' || stack[length] === '\n'))) {
    let fallback = 'Error';
    if (constructor === null) {
      const start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/.exec(stack) || /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
      fallback = (start && start[1]) || '';
      const prefix = prefixOf(constructor, tag, fallback || 'Error').slice(0, -1);
      result = fallback === '' ? `${prefix}: ${stack}` : prefix + stack.slice(fallback.length);
    } else if (constructor !== name) {
      if (constructor.includes(name)) {
        result = length === 0 ? `${constructor}: ${stack}` : constructor + stack.slice(length);
      } else {
        result = `${constructor} [${name}]${stack.slice(length)}`;
      }
    }
  }
  return result;
}

function grayLibraryFrames(context, stack, start) {
  const lines = stack.slice(start + 1).split('\n');
  const shown = lines.map((line) => (/\(node:/.test(line) ? context.stylize(line, 'undefined') : line));
  return `${stack.slice(0, start)}\n${shown.join('\n')}`;
}

const escapes = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '\\': '\\\\', "'": "\\'" };

function escapeUnit(unit) {
  const known = escapes[unit];
  if (known !== undefined) return known;
  const code = unit.charCodeAt(0);
  const hex = code.toString(16);
  return code < 256 ? `\\x${hex.toUpperCase().padStart(2, '0')}` : `\\u${hex}`;
}

const needsEscape = /[\x00-\x1f\x27\x5c\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const allEscapes = new RegExp(needsEscape.source, 'g');
const escapesButQuote = new RegExp(needsEscape.source.replace('\\x27', ''), 'g');

function quote(text) {
  if (!needsEscape.test(text)) return `'${text}'`;
  let mark = "'";
  if (text.includes("'")) {
    if (!text.includes('"')) mark = '"';
    else if (!text.includes('`') && !text.includes('${')) mark = '`';
  }
  return mark + text.replace(mark === "'" ? allEscapes : escapesButQuote, escapeUnit) + mark;
}

function formatNumber(stylize, value, separated) {
  if (Object.is(value, -0)) return stylize('-0', 'number');
  let text = `${value}`;
  if (separated && Number.isFinite(value)) {
    const [whole, fraction] = text.split('.');
    if (!text.includes('e')) {
      text = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '_') +
        (fraction === undefined ? '' : `.${fraction.replace(/(\d{3})(?=\d)/g, '$1_')}`);
    }
  }
  return stylize(text, 'number');
}

function formatPrimitive(stylize, value, context) {
  switch (typeof value) {
    case 'string': {
      let trailer = '';
      if (value.length > context.maxStringLength) {
        const rest = value.length - context.maxStringLength;
        value = value.slice(0, context.maxStringLength);
        trailer = `... ${rest} more character${rest > 1 ? 's' : ''}`;
      }
      if (context.compact !== true && value.length > 16 && value.length > context.breakLength - context.indentation - 4) {
        const lines = value.split(/(?<=\n)/);
        return lines.map((line) => stylize(quote(line), 'string')).join(` +\n${' '.repeat(context.indentation + 2)}`) + trailer;
      }
      return stylize(quote(value), 'string') + trailer;
    }
    case 'number':
      return formatNumber(stylize, value, context.numericSeparator);
    case 'bigint':
      return stylize(`${value}n`, 'bigint');
    case 'boolean':
      return stylize(`${value}`, 'boolean');
    case 'undefined':
      return stylize('undefined', 'undefined');
    case 'symbol':
      return stylize(Symbol.prototype.toString.call(value), 'symbol');
    default:
      return stylize('null', 'null');
  }
}

function moreItems(count) {
  return `... ${count} more item${count > 1 ? 's' : ''}`;
}

const SHORT_GAP = 64;

// Where the hole at start ends. The elements behind a long one are looked up rather than looked for.
function endOfHole(value, start, length) {
  let end = start + 1;
  while (end < length && end - start < SHORT_GAP && !hasOwn(value, end)) end++;
  if (end === length || end - start < SHORT_GAP) return end;
  const next = Object.getOwnPropertyNames(value).find((name) => !(+name < end)); // indices come first, then length
  return +next < length ? +next : length;
}

function formatArray(context, value, depth) {
  const length = value.length;
  const shown = Math.min(Math.max(0, context.maxArrayLength), length);
  const output = [];
  let i = 0;
  for (; i < length && output.length < shown; i++) {
    if (hasOwn(value, i)) {
      output.push(formatProperty(context, value, depth, i, ARRAY_LAYOUT));
      continue;
    }
    const count = endOfHole(value, i, length) - i;
    i += count - 1;
    output.push(context.stylize(`<${count} empty item${count > 1 ? 's' : ''}>`, 'undefined'));
  }
  if (length > i) output.push(moreItems(length - i));
  return output;
}

function formatList(context, values, depth) {
  context.indentation += 2;
  const shown = Math.min(Math.max(0, context.maxArrayLength), values.length);
  const output = [];
  for (let i = 0; i < shown; i++) output.push(formatValue(context, values[i], depth));
  if (values.length > shown) output.push(moreItems(values.length - shown));
  context.indentation -= 2;
  return output;
}

function formatSet(context, value, depth) {
  return formatList(context, previewEntries(value), depth);
}

function formatMap(context, value, depth) {
  const entries = previewEntries(value);
  const size = entries.length / 2;
  const shown = Math.min(Math.max(0, context.maxArrayLength), size);
  const output = [];
  context.indentation += 2;
  for (let i = 0; i < shown; i++) {
    output.push(`${formatValue(context, entries[2 * i], depth)} => ${formatValue(context, entries[2 * i + 1], depth)}`);
  }
  if (size > shown) output.push(moreItems(size - shown));
  context.indentation -= 2;
  return output;
}

function formatPromise(context, value, depth) {
  const [state, result] = promiseDetails(value);
  if (state === 'pending') return [context.stylize('<pending>', 'special')];
  context.indentation += 2;
  const text = formatValue(context, result, depth);
  context.indentation -= 2;
  return [state === 'rejected' ? `${context.stylize('<rejected>', 'special')} ${text}` : text];
}

function formatProperty(context, value, depth, key, type) {
  const descriptor = Object.getOwnPropertyDescriptor(value, key) ||
    { value: value[key], configurable: true, enumerable: true };
  let text;
  let space = ' ';
  if (descriptor.value !== undefined || (!descriptor.get && !descriptor.set)) {
    const difference = context.compact !== true || type !== OBJECT_LAYOUT ? 2 : 3;
    context.indentation += difference;
    text = formatValue(context, descriptor.value, depth);
    if (difference === 3 && context.breakLength < withoutColors(text).length) {
      space = `\n${' '.repeat(context.indentation)}`;
    }
    context.indentation -= difference;
  } else if (descriptor.get !== undefined) {
    text = formatGetter(context, value, depth, descriptor);
  } else {
    text = context.stylize('[Setter]', 'special');
  }
  if (type === ARRAY_LAYOUT && typeof key === 'number') return text;
  return `${formatKey(context, key, descriptor)}:${space}${text}`;
}

// A property of a module's namespace, which may not be initialised yet.
function formatExport(context, namespace, depth, key) {
  try {
    return formatProperty(context, namespace, depth, key, OBJECT_LAYOUT);
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return `${formatKey(context, key, { enumerable: true })}: ${context.stylize('<uninitialized>', 'special')}`;
  }
}

function formatGetter(context, value, depth, descriptor) {
  const label = descriptor.set !== undefined ? 'Getter/Setter' : 'Getter';
  const { getters } = context;
  const wanted = getters === true || (getters === 'get' && descriptor.set === undefined) ||
    (getters === 'set' && descriptor.set !== undefined);
  if (!wanted) return context.stylize(`[${label}]`, 'special');
  try {
    const result = descriptor.get.call(value);
    context.indentation += 2;
    let text;
    if (result === null || typeof result !== 'object') {
      text = `${context.stylize(`[${label}:`, 'special')} ${formatPrimitive(context.stylize, result, context)}${context.stylize(']', 'special')}`;
    } else {
      text = `${context.stylize(`[${label}]`, 'special')} ${formatValue(context, result, depth)}`;
    }
    context.indentation -= 2;
    return text;
  } catch (error) {
    return context.stylize(`[${label}: <Inspection threw (${error.message})>]`, 'special');
  }
}

function formatKey(context, key, descriptor) {
  if (typeof key === 'symbol') return `[${context.stylize(Symbol.prototype.toString.call(key), 'symbol')}]`;
  if (key === '__proto__') return "['__proto__']";
  if (descriptor.enumerable === false) return `[${key}]`;
  if (typeof key === 'string' && identifier.test(key)) return context.stylize(key, 'name');
  return context.stylize(quote(String(key)), 'string');
}

function fitsOnLine(context, output, start, base) {
  let total = output.length + start;
  if (total + output.length > context.breakLength) return false;
  for (let i = 0; i < output.length; i++) {
    total += context.colors ? withoutColors(output[i]).length : output[i].length;
    if (total > context.breakLength) return false;
  }
  return base === '' || !base.includes('\n');
}

function layOut(context, output, base, braces, type, depth, value) {
  const head = base === '' ? '' : `${base} `;
  if (context.compact !== true) {
    if (typeof context.compact === 'number' && context.compact >= 1) {
      const entries = output.length;
      if (type === ARRAY_LAYOUT && entries > 6) output = groupElements(context, output, value);
      if (context.currentDepth - depth < context.compact && entries === output.length) {
        const start = output.length + context.indentation + braces[0].length + base.length + 10;
        if (fitsOnLine(context, output, start, base)) {
          const joined = output.join(', ');
          if (!joined.includes('\n')) return `${head}${braces[0]} ${joined} ${braces[1]}`;
        }
      }
    }
    const indentation = `\n${' '.repeat(context.indentation)}`;
    return `${head}${braces[0]}${indentation}  ${output.join(`,${indentation}  `)}${indentation}${braces[1]}`;
  }
  if (fitsOnLine(context, output, 0, base)) {
    return `${braces[0]}${base ? ` ${base}` : ''} ${output.join(', ')} ${braces[1]}`;
  }
  const indentation = `\n${' '.repeat(context.indentation)}`;
  const open = base === '' && braces[0].length === 1 ? ' ' : `${base ? ` ${base}` : ''}\n${indentation.slice(1)}  `;
  return `${braces[0]}${open}${output.join(`,${indentation}  `)} ${braces[1]}`;
}

// Many short elements in columns, so that the block is about as wide as Node makes it.
function groupElements(context, output, value) {
  let total = 0;
  let longest = 0;
  const count = context.maxArrayLength < output.length ? output.length - 1 : output.length;
  const separator = 2;
  const lengths = new Array(count);
  for (let i = 0; i < count; i++) {
    const length = context.colors ? withoutColors(output[i]).length : output[i].length;
    lengths[i] = length;
    total += length + separator;
    if (longest < length) longest = length;
  }
  const width = longest + separator;
  if (width * 3 + context.indentation >= context.breakLength || !(total / width > 5 || longest <= 6)) return output;
  const bias = Math.sqrt(width - total / output.length);
  const biased = Math.max(width - 3 - bias, 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * biased * count) / biased),
    Math.floor((context.breakLength - context.indentation) / width),
    context.compact * 4,
    15,
  );
  if (columns <= 1) return output;
  const widths = [];
  for (let column = 0; column < columns; column++) {
    let widest = 0;
    for (let i = column; i < count; i += columns) if (lengths[i] > widest) widest = lengths[i];
    widths.push(widest + separator);
  }
  let alignRight = true;
  if (value !== undefined) {
    for (let i = 0; i < output.length; i++) {
      if (typeof value[i] !== 'number' && typeof value[i] !== 'bigint') {
        alignRight = false;
        break;
      }
    }
  }
  const rows = [];
  for (let i = 0; i < count; i += columns) {
    const end = Math.min(i + columns, count);
    let row = '';
    let j = i;
    for (; j < end - 1; j++) {
      const padding = widths[j - i] + output[j].length - lengths[j];
      row += alignRight ? `${output[j]}, `.padStart(padding) : `${output[j]}, `.padEnd(padding);
    }
    if (alignRight) row += output[j].padStart(widths[j - i] + output[j].length - lengths[j] - separator);
    else row += output[j];
    rows.push(row);
  }
  if (context.maxArrayLength < output.length) rows.push(output[count]);
  return rows;
}

// util.format: printf-like, the rest inspected.
function formatWithOptions(options, ...args) {
  const first = args[0];
  let text = '';
  let next = 0;
  if (typeof first === 'string') {
    if (args.length === 1) return first;
    next = 1;
    let last = 0;
    for (let i = 0; i < first.length - 1; i++) {
      if (first.charCodeAt(i) !== 37) continue;
      const directive = first[i + 1];
      if (directive === '%') {
        text += first.slice(last, i) + '%';
        last = i + 2;
        i++;
      } else if (next < args.length) {
        const replacement = formatDirective(options, directive, args[next]);
        if (replacement === undefined) continue;
        text += first.slice(last, i) + replacement;
        last = i + 2;
        next++;
        i++;
      }
    }
    text += first.slice(last);
  }
  for (; next < args.length; next++) {
    if (next > 0) text += ' ';
    const value = args[next];
    text += typeof value === 'string' ? value : inspect(value, { ...options, compact: 3, colors: options.colors || false });
  }
  return text;
}

function formatDirective(options, directive, value) {
  switch (directive) {
    case 's':
      return formatAsString(options, value);
    case 'd':
      if (typeof value === 'bigint') return `${value}n`;
      if (typeof value === 'symbol') return 'NaN';
      return formatNumber(plain, Number(value), false);
    case 'i':
      if (typeof value === 'bigint') return `${value}n`;
      if (typeof value === 'symbol') return 'NaN';
      return formatNumber(plain, Number.parseInt(value), false);
    case 'f':
      return typeof value === 'symbol' ? 'NaN' : formatNumber(plain, Number.parseFloat(value), false);
    case 'j':
      return stringifyOrCircular(value);
    case 'o':
      return inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 });
    case 'O':
      return inspect(value, options);
    case 'c':
      return '';
    default:
      return undefined;
  }
}

function stringifyOrCircular(value) {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof TypeError && /circular structure/.test(error.message)) return '[Circular]';
    throw error;
  }
}

function formatAsString(options, value) {
  if (typeof value === 'number') return formatNumber(plain, value, false);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null || hasUserToString(value)) return String(value);
  return inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
}

// Is its string form the user's own (an own or class-defined toString), not a built-in's?
function hasUserToString(value) {
  if (proxyDetails(value) !== undefined) return false;
  if (typeof value[Symbol.toPrimitive] === 'function' && kindOf(value) !== 'Date') return true;
  if (typeof value.toString !== 'function') return false;
  if (hasOwn(value, 'toString')) return true;
  let current = value;
  do {
    current = Object.getPrototypeOf(current);
  } while (current !== null && !hasOwn(current, 'toString'));
  if (current === null) return false;
  const descriptor = Object.getOwnPropertyDescriptor(current, 'constructor');
  return descriptor !== undefined && typeof descriptor.value === 'function' && !builtinNames.has(descriptor.value.name);
}
const builtinNames = new Set(Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Z][a-zA-Z0-9]+$/.test(name)));

function format(...args) {
  return formatWithOptions({}, ...args);
}

module.exports = { inspect, format, formatWithOptions, withoutColors, customInspect };
