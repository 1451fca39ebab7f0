"use strict";
// What the programs print with: values as text that doesn't depend on how an engine inspects them, and iterators that tell what is asked of them.
const MOST_LINES = 400;
const MOST_TEXT = 160;
const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
const { isArray } = Array;
const { isFrozen, isSealed, isExtensible, is } = Object;
const numberText = Number.prototype.toString;
const apply = Function.prototype.call.bind(Function.prototype.apply);
const mapEntries = Map.prototype.forEach;
const setValues = Set.prototype.forEach;
const symbolText = Symbol.prototype.toString;
const DEEPEST = 3;

const lines = [];

// Engines differ in the functions that their built-in objects have.
const builtins = new Map();
for (const name of ownKeys(globalThis)) {
  const found = getOwnPropertyDescriptor(globalThis, name).value;
  if (typeof found !== "function" && (typeof found !== "object" || found === null)) continue;
  builtins.set(found, name);
  if (typeof found === "function" && found.prototype) builtins.set(found.prototype, name + ".prototype");
}
builtins.set(globalThis, "globalThis");
const builtinName = Map.prototype.get;

function escaped(text) {
  let out = "";
  const most = text.length < MOST_TEXT ? text.length : MOST_TEXT;
  for (let i = 0; i < most; i++) {
    const code = text.charCodeAt(i);
    if (code >= 32 && code < 127 && code !== 34) out += text[i];
    else out += "\\u" + apply(numberText, code, [16]);
  }
  return text.length > most ? out + "...(" + text.length + ")" : out;
}

function key(name) {
  return typeof name === "symbol" ? "[" + apply(symbolText, name, []) + "]" : escaped(name);
}

function own(object, name) {
  const found = getOwnPropertyDescriptor(object, name);
  return found && "value" in found ? found.value : undefined;
}

// The first data property of that name on the way up; getters are not called.
function inherited(object, name) {
  for (let at = object; at !== null && at !== undefined; at = getPrototypeOf(at)) {
    const found = getOwnPropertyDescriptor(at, name);
    if (found) return "value" in found ? found.value : undefined;
  }
  return undefined;
}

function flags(found) {
  return (found.writable === false ? "r" : "") + (found.enumerable ? "" : "h") + (found.configurable ? "" : "c");
}

function properties(object, skip, seen, depth) {
  let out = "";
  for (const name of ownKeys(object)) {
    if (name === "stack" || skip(name)) continue;
    const found = getOwnPropertyDescriptor(object, name);
    if (!found) continue;
    const value = "value" in found ? show(found.value, seen, depth + 1) : "<" + (found.get ? "get" : "") + (found.set ? "set" : "") + ">";
    const mark = flags(found);
    out += (out ? ", " : "") + key(name) + (mark ? "!" + mark : "") + ":" + value;
    if (out.length > 600) return out + ", ...";
  }
  return out;
}

function show(value, seen = [], depth = 0) {
  switch (typeof value) {
    case "number": return is(value, -0) ? "-0" : apply(numberText, value, [10]);
    case "string": return '"' + escaped(value) + '"';
    case "symbol": return apply(symbolText, value, []);
    case "undefined": case "boolean": return "" + value;
    case "bigint": return value + "n";
    case "function": return "fn " + show(own(value, "name"), seen, DEEPEST) + "/" + show(own(value, "length"), seen, DEEPEST);
  }
  if (value === null) return "null";
  const known = apply(builtinName, builtins, [value]);
  if (known) return "%" + known + "%";
  for (let i = 0; i < seen.length; i++) if (seen[i] === value) return "^" + i;
  if (depth > DEEPEST) return isArray(value) ? "[...]" : "{...}";
  seen = [...seen, value];
  const state = isFrozen(value) ? "F" : isSealed(value) ? "S" : isExtensible(value) ? "" : "N";
  if (isArray(value)) return state + "[" + value.length + "|" + properties(value, (name) => name === "length", seen, depth) + "]";
  if (value instanceof Error) {
    const rest = properties(value, (name) => name === "message", seen, depth);
    return show(inherited(value, "name"), seen, DEEPEST) + ": " + show(inherited(value, "message"), seen, DEEPEST) + (rest ? " {" + rest + "}" : "");
  }
  let inside = "";
  if (value instanceof Map && getPrototypeOf(value) === Map.prototype) {
    apply(mapEntries, value, [(v, k) => { inside += show(k, seen, depth + 1) + "=>" + show(v, seen, depth + 1) + ";"; }]);
    inside = "Map(" + inside + ")";
  } else if (value instanceof Set && getPrototypeOf(value) === Set.prototype) {
    apply(setValues, value, [(v) => { inside += show(v, seen, depth + 1) + ";"; }]);
    inside = "Set(" + inside + ")";
  }
  const maker = inherited(value, "constructor");
  const name = typeof maker === "function" && maker !== Object ? own(maker, "name") + " " : getPrototypeOf(value) === null ? "null " : "";
  return state + (typeof name === "string" ? name : "") + inside + "{" + properties(value, () => false, seen, depth) + "}";
}

function log(...values) {
  if (lines.length === MOST_LINES) lines.push("(more)");
  if (lines.length > MOST_LINES) return;
  let out = "";
  for (let i = 0; i < values.length; i++) out += (i ? " " : "") + show(values[i]);
  lines.push(out);
}

// An iterable of the values. mode: "plain"; "throws" at the third step; "closes badly" (return throws);
// "closes oddly" (return gives no object); "endless" (never done, up to a bound); "no return".
function iter(tag, values, mode = "plain") {
  let at = 0;
  const iterator = {
    next(sent) {
      log(tag, "next", sent);
      if (mode === "throws" && at === 2) throw new Error(tag + " throws");
      if (mode === "endless" ? at > 30 : at >= values.length) return { done: true, value: tag };
      return { done: false, value: values[at++ % (values.length || 1)] };
    },
  };
  if (mode !== "no return") {
    iterator.return = (value) => {
      log(tag, "return", value);
      if (mode === "closes badly") throw new RangeError(tag + " return");
      return mode === "closes oddly" ? 1 : { value };
    };
  }
  return { [Symbol.iterator]() { log(tag, "iterator"); return iterator; } };
}

// A program calls it before it changes built-in objects: nothing else then runs in its process.
const state = { dirty: false };
const dirty = () => { state.dirty = true; };

module.exports = { lines, log, iter, show, dirty, state };
