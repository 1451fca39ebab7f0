"use strict";
// Runs the programs that are named on the command line one after the other, each to the end of its promise jobs, and prints what they log.
const { lines, log, state } = require("./support.js");
const programs = {
/* programs */};
const names = process.argv.slice(2);
const { ownKeys, getPrototypeOf } = Reflect;
const { isExtensible } = Object;
const watched = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Number.prototype, Object, Array, String, Number, Boolean, Map, Error, Math, Math.abs, JSON];
const counts = watched.map((object) => ownKeys(object).length);
const globals = new Set(ownKeys(globalThis));
const globalParent = getPrototypeOf(globalThis);
let at = 0;

process.on("unhandledRejection", () => {});

// Takes back what a program did to the global object; false if that can't be done.
function cleaned() {
  for (const name of ownKeys(globalThis)) if (!globals.has(name) && !Reflect.deleteProperty(globalThis, name)) return false;
  return isExtensible(globalThis) && getPrototypeOf(globalThis) === globalParent && globals.size === ownKeys(globalThis).length &&
    watched.every((object, i) => isExtensible(object) && ownKeys(object).length === counts[i]);
}

function next() {
  if (at === names.length) return;
  const name = names[at++];
  lines.length = 0;
  console.log("\x01" + name);
  try {
    programs[name]();
  } catch (error) {
    log("uncaught", error);
  }
  setImmediate(finish);
}

function finish() {
  console.log(lines.join("\n") + "\n\x02");
  if (!state.dirty && cleaned()) next();
}

next();
