'use strict';
// perf_hooks (https://nodejs.org/docs/latest-v20.x/api/perf_hooks.html): the clock, marks and measures.

const { hrtime, uptime } = internalBinding('process');
const { validateString } = require('internal/errors');

// The process's start, on the monotonic clock (ms) and by the wall clock.
const monotonic = () => {
  const [seconds, nanoseconds] = hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
};
const age = uptime() * 1000;
const monotonicOrigin = monotonic() - age;
const wallOrigin = Date.now() - age;
const entries = [];

class PerformanceEntry {
  constructor(name, entryType, startTime, duration, detail) {
    this.name = name;
    this.entryType = entryType;
    this.startTime = startTime;
    this.duration = duration;
    this.detail = detail;
  }

  toJSON() {
    return { ...this };
  }
}
class PerformanceMark extends PerformanceEntry {}
class PerformanceMeasure extends PerformanceEntry {}

class Performance {
  now() {
    return monotonic() - monotonicOrigin;
  }

  get timeOrigin() {
    return wallOrigin;
  }

  mark(name, options = {}) {
    const start = options.startTime === undefined ? performance.now() : options.startTime;
    const entry = new PerformanceMark(`${name}`, 'mark', start, 0, options.detail === undefined ? null : options.detail);
    entries.push(entry);
    return entry;
  }

  measure(name, start, end) {
    validateString(name, 'name');
    let detail = null;
    if (start !== null && typeof start === 'object') ({ start, end, detail = null } = start);
    const from = timeOfMark(start, 0);
    const to = timeOfMark(end, undefined);
    const entry = new PerformanceMeasure(name, 'measure', from, to - from, detail);
    entries.push(entry);
    return entry;
  }

  clearMarks(name) {
    clearEntries('mark', name);
  }

  clearMeasures(name) {
    clearEntries('measure', name);
  }

  getEntries() {
    return entries.slice().sort((a, b) => a.startTime - b.startTime);
  }

  getEntriesByName(name, type) {
    return this.getEntries().filter((entry) => entry.name === name && (type === undefined || entry.entryType === type));
  }

  getEntriesByType(type) {
    return this.getEntries().filter((entry) => entry.entryType === type);
  }

  toJSON() {
    return { timeOrigin: this.timeOrigin };
  }
}

function timeOfMark(mark, fallback) {
  if (mark === undefined) return fallback === undefined ? performance.now() : fallback;
  if (typeof mark === 'number') return mark;
  for (let i = entries.length - 1; i >= 0; i--) {
    if (entries[i].entryType === 'mark' && entries[i].name === mark) return entries[i].startTime;
  }
  throw new SyntaxError(`The "${mark}" performance mark has not been set`);
}

function clearEntries(type, name) {
  for (let i = entries.length - 1; i >= 0; i--) {
    if (entries[i].entryType === type && (name === undefined || entries[i].name === name)) entries.splice(i, 1);
  }
}

const performance = new Performance();
module.exports = { performance, Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure };
