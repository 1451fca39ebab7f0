/* Names that C code refers to. A new one is a row: X(identifier, "text"). */
#ifndef LODE_VALUE_ATOMS_H
#define LODE_VALUE_ATOMS_H

#define JS_ATOMS(X)                                                                                    \
  X(empty, "") X(length, "length") X(name, "name") X(message, "message") X(stack, "stack")             \
  X(cause, "cause") X(errors, "errors") X(prototype, "prototype") X(constructor, "constructor")        \
  X(toString, "toString") X(valueOf, "valueOf") X(toJSON, "toJSON") X(toISOString, "toISOString")      \
  X(value, "value") X(done, "done") X(next, "next") X(return_, "return") X(throw_, "throw")            \
  X(get, "get") X(set, "set") X(writable, "writable") X(enumerable, "enumerable")                      \
  X(configurable, "configurable") X(undefined, "undefined") X(null_, "null") X(true_, "true")          \
  X(false_, "false") X(NaN, "NaN") X(Infinity, "Infinity") X(number, "number") X(string, "string")     \
  X(boolean, "boolean") X(object, "object") X(function, "function") X(symbol, "symbol")                \
  X(bigint, "bigint") X(default_, "default") X(arguments, "arguments") X(callee, "callee")             \
  X(caller, "caller") X(index, "index") X(input, "input") X(groups, "groups") X(indices, "indices")    \
  X(lastIndex, "lastIndex") X(source, "source") X(flags, "flags") X(global, "global")                  \
  X(ignoreCase, "ignoreCase") X(multiline, "multiline") X(dotAll, "dotAll") X(unicode, "unicode")      \
  X(unicodeSets, "unicodeSets") X(sticky, "sticky") X(hasIndices, "hasIndices") X(exec, "exec")        \
  X(raw, "raw") X(proto, "__proto__") X(then, "then") X(resolve, "resolve") X(reject, "reject")        \
  X(promise, "promise") X(join, "join") X(push, "push") X(has, "has") X(add, "add") X(keys, "keys")    \
  X(size, "size") X(anonymous, "anonymous") X(globalThis, "globalThis") X(description, "description")  \
  X(stackTraceLimit, "stackTraceLimit") X(prepareStackTrace, "prepareStackTrace") X(code, "code")

/* Well-known symbols, described as "Symbol.<name>". */
#define JS_SYMBOLS(X)                                                                            \
  X(asyncIterator) X(hasInstance) X(isConcatSpreadable) X(iterator) X(match) X(matchAll)         \
  X(replace) X(search) X(species) X(split) X(toPrimitive) X(toStringTag) X(unscopables)          \
  X(dispose) X(asyncDispose)

typedef enum JsAtomId {
#define X(id, text) JS_ATOM_##id,
  JS_ATOMS(X)
#undef X
      JS_ATOM_COUNT
} JsAtomId;
typedef enum JsSymbolId {
#define X(id) JS_SYMBOL_##id,
  JS_SYMBOLS(X)
#undef X
      JS_SYMBOL_COUNT
} JsSymbolId;

#endif
