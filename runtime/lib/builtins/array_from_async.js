'use strict';
// Array.fromAsync (23.1.2.2). Runs when it is first called; exports holds operations that programs can't change.

const { call, checkResult, define, getMethod, isConstructor, lengthOf, methods, open, requireCallable } = exports;

async function close(iterator) {
  try {
    const method = getMethod(iterator, 'return');
    if (method !== undefined) await call(method, iterator);
  } catch {
    // The error at hand goes on.
  }
}

// One async function, so that its promise is settled as many ticks later as the specification says.
return async (C, items, mapper, thisArg) => {
  if (mapper !== undefined) requireCallable(mapper);
  const { async, sync } = methods(items);
  if (async === undefined && sync === undefined) {
    const length = lengthOf(items);
    const list = isConstructor(C) ? new C(length) : [];
    if (!isConstructor(C)) list.length = length;
    for (let k = 0; k < length; k++) {
      let value = await items[k];
      if (mapper !== undefined) value = await call(mapper, thisArg, value, k);
      define(list, k, value);
    }
    list.length = length;
    return list;
  }
  const iterator = open(items, async, sync);
  const { next } = iterator;
  const list = isConstructor(C) ? new C() : [];
  for (let k = 0; ; k++) {
    const step = await call(next, iterator);
    checkResult(step);
    if (step.done) {
      list.length = k;
      return list;
    }
    let { value } = step;
    try {
      if (mapper !== undefined) value = await call(mapper, thisArg, value, k);
      define(list, k, value);
    } catch (error) {
      await close(iterator);
      throw error;
    }
  }
};
