'use strict';
// The host of test262 (its INTERPRETING.md): realms with nothing but the language, $262 and print. It runs the scripts
// of the program in order, in the first.

const { createRealm, detachArrayBuffer, evalScript, gc, write } = internalBinding('test262');
const modules = internalBinding('modules');

function define(global, name, value) {
  Object.defineProperty(global, name, { value, writable: true, enumerable: false, configurable: true });
}

function print(value) {
  write(String(value));
}

const agents = internalBinding('test262_agents');

const agent = {
  start(source) {
    agents.start(String(source));
  },

  broadcast(buffer, value) {
    agents.broadcast(buffer, value);
  },

  getReport() {
    return agents.getReport();
  },

  sleep(ms) {
    agents.sleep(Number(ms));
  },

  monotonicNow() {
    return agents.monotonicNow();
  },
};

// Gives a realm what scripts expect of the host; its $262.
function equip(global) {
  const $262 = {
    global,

    gc() {
      gc();
    },

    evalScript(source) {
      return evalScript(global, String(source));
    },

    createRealm() {
      return equip(createRealm());
    },

    detachArrayBuffer(buffer) {
      detachArrayBuffer(buffer);
    },

    agent,
  };
  define(global, 'print', print);
  define(global, '$262', $262);
  return $262;
}

equip(globalThis);

const set = internalBinding('hooks').set;
set('unhandledRejection', () => true);

// An uncaught exception is announced by its constructor's name and message, for programs to read.
function announce(error) {
  let text;
  try {
    text = `${error.constructor.name}: ${error.message}`;
  } catch {
    text = typeof error === 'symbol' ? 'symbol' : typeof error;
  }
  write(`Uncaught ${text}`);
}

// ES modules need the loader, which is made of library modules.
const library = { __proto__: null };
function requireLibrary(name) {
  if (library[name] === undefined) {
    library[name] = { exports: {}, id: name };
    modules.library(name)(library[name].exports, requireLibrary, library[name], internalBinding);
  }
  return library[name].exports;
}
set('importDynamic', (path, specifier, attributes) =>
  requireLibrary('internal/esm').importDynamic(path, specifier, attributes));

const { then } = Promise.prototype;

function runModule(path) {
  const id = requireLibrary('internal/esm').linkFile(path);
  Reflect.apply(then, internalBinding('esm').evaluate(id), [undefined, announce]);
}

for (let i = 0; i < modules.program.length; i++) {
  const goal = modules.goal(i);
  if (goal === 'commonjs') continue;
  try {
    // The test comes last; other modules are what it may import.
    if (goal !== 'module') modules.load(i).call(globalThis);
    else if (i === modules.program.length - 1) runModule(modules.program[i]);
  } catch (error) {
    announce(error);
    throw error;
  }
}
