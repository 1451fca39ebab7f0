'use strict';
// timers (https://nodejs.org/docs/latest-v20.x/api/timers.html).
//
// Timers of one duration expire in the order in which they were started, so they form a list; a binary heap orders the
// lists by their next expiry. Starting and clearing a timer is then O(1) for all but the first of its duration.

const { setupTimers, scheduleTimer, toggleTimerRef, toggleImmediateRef, getLibuvNow, immediateInfo } = internalBinding('timers');
const { runNextTicks } = internalBinding('task_queue');
const { nodeError, validateFunction } = require('internal/errors');

const COUNT = 0;
const REF_COUNT = 1;
const OUTSTANDING = 2;
const MAX_DELAY = 2 ** 31 - 1;

const kRefed = Symbol('refed');
const kHasPrimitive = Symbol('kHasPrimitive');
let nextId = 1;
let refCount = 0;
let scheduled = Infinity;
const byId = new Map();

// -- lists of timers -------------------------------------------------------------------------------------------------

const listOf = new Map(); // duration → TimerList
const heap = []; // lists by expiry

class TimerList {
  constructor(duration, expiry) {
    this.duration = duration;
    this.expiry = expiry;
    this.position = 0;
    this.next = this;
    this.previous = this;
  }

  isEmpty() {
    return this.next === this;
  }
}

function append(list, timer) {
  timer.previous = list.previous;
  timer.next = list;
  list.previous.next = timer;
  list.previous = timer;
  timer.list = list;
}

function unlink(timer) {
  timer.previous.next = timer.next;
  timer.next.previous = timer.previous;
  timer.next = timer.previous = timer.list = null;
}

function place(list, position) {
  heap[position] = list;
  list.position = position;
}

function siftUp(list, position) {
  while (position > 0) {
    const parent = (position - 1) >> 1;
    if (heap[parent].expiry <= list.expiry) break;
    place(heap[parent], position);
    position = parent;
  }
  place(list, position);
}

function siftDown(list, position) {
  const { length } = heap;
  for (;;) {
    let child = 2 * position + 1;
    if (child >= length) break;
    if (child + 1 < length && heap[child + 1].expiry < heap[child].expiry) child++;
    if (heap[child].expiry >= list.expiry) break;
    place(heap[child], position);
    position = child;
  }
  place(list, position);
}

function removeList(list) {
  const last = heap.pop();
  if (last !== list) {
    const { position } = list;
    siftDown(last, position);
    siftUp(last, last.position);
  }
  listOf.delete(list.duration);
}

function start(timer, now) {
  timer.start = now;
  const duration = timer._idleTimeout;
  let list = listOf.get(duration);
  if (list === undefined) {
    list = new TimerList(duration, now + duration);
    listOf.set(duration, list);
    siftUp(list, heap.length);
    if (list.expiry < scheduled) {
      scheduled = list.expiry;
      scheduleTimer(duration);
    }
  }
  append(list, timer);
}

function addRef() {
  if (refCount++ === 0) toggleTimerRef(true);
}

function dropRef() {
  if (--refCount === 0) toggleTimerRef(false);
}

// -- the phase of timers -----------------------------------------------------------------------------------------------

let ranOne = false;

// Called by the loop. Returns when it is to be called again: see the binding.
function processTimers(now) {
  scheduled = Infinity;
  ranOne = false;
  for (;;) {
    const list = heap[0];
    if (list === undefined) return 0;
    if (list.expiry > now) {
      now = getLibuvNow();
      if (list.expiry > now) {
        scheduled = list.expiry;
        return refCount > 0 ? list.expiry : -list.expiry;
      }
    }
    runList(list, now);
  }
}

function runList(list, now) {
  while (!list.isEmpty()) {
    const timer = list.next;
    const elapsed = now - timer.start;
    if (elapsed < list.duration) {
      list.expiry = Math.max(timer.start + list.duration, now + 1);
      siftDown(list, list.position);
      return;
    }
    if (ranOne) runNextTicks();
    ranOne = true;
    if (timer.list === list) runTimer(timer, now);
    now = getLibuvNow();
  }
  if (listOf.get(list.duration) === list) removeList(list);
}

function runTimer(timer, now) {
  unlink(timer);
  let threw = true;
  try {
    const args = timer._timerArgs;
    if (args === undefined) timer._onTimeout();
    else timer._onTimeout(...args);
    threw = false;
  } finally {
    if (timer._repeat !== null && !timer._destroyed && timer.list === null && timer._idleTimeout !== -1) {
      timer._idleTimeout = timer._repeat;
      start(timer, getLibuvNow());
    } else if (timer.list === null) {
      finish(timer);
    }
    if (threw) dropEmptyFirst();
  }
}

// After an exception the loop calls again: a list left empty must not stay in the heap.
function dropEmptyFirst() {
  const list = heap[0];
  if (list !== undefined && list.isEmpty()) removeList(list);
}

function finish(timer) {
  if (timer._destroyed) return;
  timer._destroyed = true;
  if (timer[kHasPrimitive]) byId.delete(timer.id);
  if (timer[kRefed]) dropRef();
}

class Timeout {
  constructor(callback, delay, args, repeat) {
    delay *= 1;
    if (!(delay >= 1 && delay <= MAX_DELAY)) {
      if (delay > MAX_DELAY) {
        process.emitWarning(`${delay} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`,
          'TimeoutOverflowWarning');
      }
      delay = 1;
    }
    this._idleTimeout = Math.trunc(delay);
    this._onTimeout = callback;
    this._timerArgs = args;
    this._repeat = repeat ? this._idleTimeout : null;
    this._destroyed = false;
    this.next = null;
    this.previous = null;
    this.list = null;
    this.start = 0;
    this.id = nextId++;
    this[kRefed] = true;
    this[kHasPrimitive] = false;
    addRef();
    start(this, getLibuvNow());
  }

  ref() {
    if (!this[kRefed] && !this._destroyed) addRef();
    this[kRefed] = true;
    return this;
  }

  unref() {
    if (this[kRefed] && !this._destroyed) dropRef();
    this[kRefed] = false;
    return this;
  }

  hasRef() {
    return this[kRefed];
  }

  refresh() {
    if (this.list !== null) {
      const { list } = this;
      unlink(this);
      if (list.isEmpty() && list !== heap[0]) removeList(list);
    } else if (this._destroyed) {
      this._destroyed = false;
      if (this[kRefed]) addRef();
    }
    start(this, getLibuvNow());
    return this;
  }

  close() {
    clearTimeout(this);
    return this;
  }

  [Symbol.toPrimitive]() {
    if (!this[kHasPrimitive]) {
      this[kHasPrimitive] = true;
      byId.set(this.id, this);
    }
    return this.id;
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    const shown = { _idleTimeout: this._idleTimeout, _onTimeout: this._onTimeout, _repeat: this._repeat, _destroyed: this._destroyed };
    return `Timeout ${inspect(shown, { ...options, depth: 0 })}`;
  }
}

function setTimeout(callback, delay, ...args) {
  validateFunction(callback, 'callback');
  return new Timeout(callback, delay, args.length > 0 ? args : undefined, false);
}

function setInterval(callback, delay, ...args) {
  validateFunction(callback, 'callback');
  return new Timeout(callback, delay, args.length > 0 ? args : undefined, true);
}

function clearTimeout(timer) {
  if (typeof timer === 'number' || typeof timer === 'string') timer = byId.get(Number(timer));
  if (!(timer instanceof Timeout)) return;
  if (timer.list !== null) unlink(timer);
  timer._repeat = null;
  finish(timer);
}

// -- immediates --------------------------------------------------------------------------------------------------------

let firstImmediate = null;
let lastImmediate = null;

class Immediate {
  constructor(callback, args) {
    this._onImmediate = callback;
    this._argv = args;
    this._destroyed = false;
    this[kRefed] = true;
    this.next = null;
    this.previous = lastImmediate;
    if (lastImmediate === null) firstImmediate = this;
    else lastImmediate.next = this;
    lastImmediate = this;
    immediateInfo[COUNT]++;
    if (immediateInfo[REF_COUNT]++ === 0) toggleImmediateRef(true);
  }

  ref() {
    if (!this[kRefed] && !this._destroyed && immediateInfo[REF_COUNT]++ === 0) toggleImmediateRef(true);
    this[kRefed] = true;
    return this;
  }

  unref() {
    if (this[kRefed] && !this._destroyed && --immediateInfo[REF_COUNT] === 0) toggleImmediateRef(false);
    this[kRefed] = false;
    return this;
  }

  hasRef() {
    return this[kRefed];
  }
}

function setImmediate(callback, ...args) {
  validateFunction(callback, 'callback');
  return new Immediate(callback, args.length > 0 ? args : undefined);
}

function retire(immediate) {
  immediate._destroyed = true;
  immediateInfo[COUNT]--;
  if (immediate[kRefed] && --immediateInfo[REF_COUNT] === 0) toggleImmediateRef(false);
}

function clearImmediate(immediate) {
  if (!(immediate instanceof Immediate) || immediate._destroyed) return;
  retire(immediate);
  if (immediate.previous !== null) immediate.previous.next = immediate.next;
  else if (firstImmediate === immediate) firstImmediate = immediate.next;
  if (immediate.next !== null) immediate.next.previous = immediate.previous;
  else if (lastImmediate === immediate) lastImmediate = immediate.previous;
}

// Those set while this runs wait for the next round of the loop.
let outstanding = null;
function processImmediate() {
  let immediate = outstanding;
  if (immediate === null) {
    immediate = firstImmediate;
    firstImmediate = lastImmediate = null;
  }
  outstanding = null;
  immediateInfo[OUTSTANDING] = 0;
  let first = true;
  while (immediate !== null) {
    if (!first) runNextTicks();
    first = false;
    const following = () => immediate.next;
    if (!immediate._destroyed) {
      retire(immediate);
      let threw = true;
      try {
        if (immediate._argv === undefined) immediate._onImmediate();
        else immediate._onImmediate(...immediate._argv);
        threw = false;
      } finally {
        if (threw) {
          outstanding = following();
          immediateInfo[OUTSTANDING] = outstanding === null ? 0 : 1;
        }
      }
    }
    immediate = following();
  }
}

setupTimers(processImmediate, processTimers);

const promisify = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(setTimeout, promisify, {
  enumerable: true,
  get: () => (delay, value) => new Promise((resolve) => setTimeout(resolve, delay, value)),
});
Object.defineProperty(setImmediate, promisify, {
  enumerable: true,
  get: () => (value) => new Promise((resolve) => setImmediate(resolve, value)),
});

module.exports = {
  setTimeout, clearTimeout, setInterval, clearInterval: clearTimeout, setImmediate, clearImmediate, Timeout, Immediate,
  get promises() {
    throw nodeError('ERR_METHOD_NOT_IMPLEMENTED', 'timers.promises');
  },
};
