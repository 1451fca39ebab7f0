'use strict';
// The CommonJS loader (https://nodejs.org/docs/latest-v20.x/api/modules.html).
//
// The files of the program were compiled with it and are found by path; what each constant require resolves to was
// decided then. Other specifiers are resolved at run time, among the compiled files and the file system.

const compiled = internalBinding('modules');
const { execPath } = internalBinding('process');
const path = require('node/path');
const { nodeError, validateString } = require('internal/errors');

const RESOLUTIONS = 'lode:resolutions';
const BUILTINS = ['assert', 'console', 'events', 'fs', 'module', 'os', 'path', 'perf_hooks', 'process', 'timers', 'util'];

let requireLibrary;
let resolutionTables;

// The files compiled into this program. An executable carries paths relative to its entry's directory, which at run
// time stands for the directory that the executable is in; programs run just in time carry absolute ones.
const program = {
  entry: compiled.program.find((path) => path !== RESOLUTIONS),
  indexes: new Map(),
  spare: new Map(), // path → indexes of further copies of the file
  count: 0,

  // Scripts are no modules: whoever imports the file of one gets a module made of it.
  add(paths) {
    for (const path of paths) {
      const index = this.count++;
      const goal = compiled.goal(index);
      if (goal === 'script' || goal === 'print') continue;
      if (!this.indexes.has(path)) {
        this.indexes.set(path, index);
      } else if (this.spare.has(path)) {
        this.spare.get(path).push(index);
      } else {
        this.spare.set(path, [index]);
      }
    }
  },

  // The function of a file, which is compiled now if it wasn't before and there is a compiler. undefined: there is none.
  find(filename) {
    const index = this.indexes.get(this.originalPath(filename));
    if (index !== undefined) return compiled.load(index);
    return this.compile(filename) ? this.find(filename) : undefined;
  },

  indexOf(filename) {
    return this.indexes.get(this.originalPath(filename));
  },

  // A copy of an ES module's code and data that nothing was made of yet.
  takeCopy(filename) {
    const path = this.originalPath(filename);
    const copies = this.spare.get(path);
    if (copies !== undefined && copies.length > 0) return copies.shift();
    return this.compile(filename) ? this.takeCopy(filename) : undefined;
  },

  // Compiles a file again, which may have changed meanwhile; without a compiler it stays as it is.
  refresh(filename) {
    const path = this.originalPath(filename);
    const index = this.indexes.get(path);
    this.indexes.delete(path);
    try {
      this.compile(filename);
    } finally {
      if (!this.indexes.has(path)) this.indexes.set(path, index);
    }
  },

  // Adds a file, with what it reaches, to the program. false: there is no compiler.
  compile(filename) {
    return compileFiles(filename, []);
  },

  isEsm(filename) {
    const index = this.indexOf(filename);
    return index !== undefined && compiled.goal(index) === 'module';
  },

  has(filename) {
    return this.indexes.has(this.originalPath(filename));
  },

  runtimePath(original) {
    return /^(\/|lode:|data:)/.test(original) ? original : path.resolve(homeDirectory(), original);
  },

  originalPath(filename) {
    if (this.entry.startsWith('/') || !filename.startsWith('/')) return filename;
    return path.relative(homeDirectory(), filename);
  },
};
program.add(compiled.program);
const evaluated = new Set(); // names of files

// load: the path of a file or null; names: paths of CommonJS modules whose names of exports are wanted.
function compileFiles(load, names) {
  const known = [...program.indexes.keys()].filter((path) => path !== RESOLUTIONS);
  const first = program.count;
  const added = compiled.compile(JSON.stringify({ load, known, names }));
  if (added === undefined) return false;
  program.add(added);
  mergeTables(compiled.load(first + added.indexOf(RESOLUTIONS)));
  return true;
}

let home;
function homeDirectory() {
  if (home === undefined) home = path.dirname(execPath);
  return home;
}

function Module(id = '', parent) {
  this.id = id;
  this.path = path.dirname(id);
  this.exports = {};
  if (parent !== undefined && parent !== null && parent.children) parent.children.push(this);
  this.filename = null;
  this.loaded = false;
  this.children = [];
}
Module._cache = Object.create(null);
Module._extensions = Object.create(null);
Module._pathCache = Object.create(null);
Module.globalPaths = [];
Module.Module = Module;
Module.builtinModules = BUILTINS;

Module.setLibrary = (library) => {
  requireLibrary = library;
};

Module.isBuiltin = (name) => BUILTINS.includes(name.startsWith('node:') ? name.slice(5) : name);

Module.prototype.require = function(specifier) {
  validateString(specifier, 'id');
  if (specifier === '') throw nodeError('ERR_INVALID_ARG_VALUE', 'id', specifier, 'must be a non-empty string');
  return Module._load(specifier, this, false);
};

Module._load = (request, parent) => {
  if (request.startsWith('node:') || BUILTINS.includes(request)) {
    const name = request.startsWith('node:') ? request.slice(5) : request;
    if (!BUILTINS.includes(name)) throw nodeError('ERR_UNKNOWN_BUILTIN_MODULE', request);
    return loadBuiltin(name);
  }
  const filename = Module._resolveFilename(request, parent);
  const cached = Module._cache[filename];
  if (cached !== undefined) {
    if (parent && !parent.children.includes(cached)) parent.children.push(cached);
    return cached.exports;
  }
  const module = new Module(filename, parent);
  module.parent = parent || undefined;
  Module._cache[filename] = module;
  let complete = false;
  try {
    module.load(filename);
    complete = true;
  } finally {
    if (!complete) {
      delete Module._cache[filename];
      const index = parent ? parent.children.indexOf(module) : -1;
      if (index !== -1) parent.children.splice(index, 1);
    }
  }
  return module.exports;
};

function loadBuiltin(name) {
  if (name === 'process') return process;
  if (name === 'console') return console;
  if (name === 'module') return Module;
  return requireLibrary(`node/${name}`);
}

// What was decided when the program was compiled (compiler/driver.py): what constant specifiers resolve to, for require
// and for import, and the names that CommonJS modules export to ES modules.
function tables() {
  if (resolutionTables === undefined) {
    resolutionTables = { require: {}, import: {}, broken: {}, names: {} };
    if (program.has(RESOLUTIONS)) mergeTables(program.find(RESOLUTIONS));
  }
  return resolutionTables;
}

function mergeTables(body) {
  const record = { exports: {} };
  body(record.exports, undefined, record);
  for (const name of Object.keys(record.exports)) Object.assign(tables()[name], record.exports[name]);
}

// The names that the text of a CommonJS module says it exports.
function exportedNames(filename) {
  const path = program.originalPath(filename);
  if (tables().names[path] === undefined) compileFiles(null, [filename]);
  return tables().names[path] || [];
}

function plannedResolution(request, parent) {
  const own = parent && parent.filename ? tables().require[program.originalPath(parent.filename)] : undefined;
  const target = own === undefined ? undefined : own[request];
  return target === undefined ? undefined : program.runtimePath(target);
}

Module._resolveFilename = (request, parent) => {
  const planned = plannedResolution(request, parent);
  if (planned !== undefined) return planned;
  const found = require('internal/resolve').resolve(request, parent ? parent.filename : null, program);
  if (found !== undefined) return found;
  const stack = [];
  for (let cursor = parent; cursor && cursor.filename; cursor = cursor.parent) stack.push(cursor.filename);
  let message = `Cannot find module '${request}'`;
  if (stack.length > 0) message += `\nRequire stack:\n- ${stack.join('\n- ')}`;
  const error = new Error(message);
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = stack;
  throw error;
};

Module._nodeModulePaths = (from) => require('internal/resolve').nodeModulePaths(from);

Module.prototype.load = function(filename) {
  this.filename = filename;
  this.paths = Module._nodeModulePaths(path.dirname(filename));
  const extension = path.extname(filename);
  const loader = Module._extensions[extension] || Module._extensions['.js'];
  loader(this, filename);
  this.loaded = true;
};

Module._extensions['.js'] = (module, filename) => {
  if (evaluated.has(filename)) program.refresh(filename); // it was taken out of require.cache
  evaluated.add(filename);
  const body = program.find(filename);
  if (program.isEsm(filename)) {
    require('internal/esm').requireModule(module, filename);
    return;
  }
  if (body === undefined) {
    const error = new Error(`Cannot load '${filename}': it was not compiled into this program`);
    error.code = 'ERR_LODE_NOT_COMPILED';
    throw error;
  }
  body.call(module.exports, module.exports, makeRequire(module), module, filename, module.path);
};

Module._extensions['.json'] = (module, filename) => {
  if (program.has(filename)) {
    program.find(filename).call(module.exports, module.exports, undefined, module);
    return;
  }
  const text = require('node/fs').readFileSync(filename, 'utf8');
  try {
    module.exports = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (error) {
    error.message = `${filename}: ${error.message}`;
    throw error;
  }
};

Module._extensions['.node'] = (module, filename) => {
  throw new Error(`Native add-ons are not supported: ${filename}`);
};

function makeRequire(module) {
  function require(specifier) {
    return module.require(specifier);
  }
  require.resolve = (request, options) => {
    validateString(request, 'request');
    if (Module.isBuiltin(request)) return request;
    if (options && Array.isArray(options.paths)) {
      for (const directory of options.paths) {
        const found = requireLibrary('internal/resolve').resolve(request, `${directory}/noop.js`, program);
        if (found !== undefined) return found;
      }
    }
    return Module._resolveFilename(request, module);
  };
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

Module.createRequire = (filename) => {
  const name = String(filename).startsWith('file://') ? decodeURIComponent(String(filename).slice(7)) : String(filename);
  const module = new Module(name);
  module.filename = name;
  return makeRequire(module);
};

// process.argv: the executable, the entry file (there is none for code given on the command line), the arguments.
Module.setArguments = (args) => {
  const filename = program.runtimePath(program.entry);
  const isFile = !filename.endsWith('/[eval]') && !filename.endsWith('/[stdin]');
  process.argv = isFile ? [execPath, filename, ...args] : [execPath, ...args];
};

Module.runMain = () => {
  const filename = program.runtimePath(program.entry);
  if (compiled.goal(0) === 'module') {
    require('internal/esm').runMain(filename);
    return;
  }
  const module = new Module('.');
  module.filename = filename;
  module.path = path.dirname(filename);
  module.paths = Module._nodeModulePaths(module.path);
  Object.defineProperty(process, 'mainModule', { value: module, writable: true, enumerable: true, configurable: true });
  Module._cache[filename] = module;
  const goal = compiled.goal(0);
  if (goal === 'commonjs') {
    Module._extensions['.js'](module, filename);
  } else {
    runScript(module, goal === 'print');
  }
  module.loaded = true;
};

// A script: global code. One given on the command line has the names that a module has as global ones.
function runScript(module, prints) {
  const text = module.filename.slice(module.path.length + 1);
  if (text === '[eval]' || text === '[stdin]') {
    const names = { exports: module.exports, module, require: makeRequire(module), __filename: text, __dirname: '.' };
    for (const name of Object.keys(names)) {
      Object.defineProperty(globalThis, name, {
        value: names[name], writable: true, enumerable: false, configurable: true,
      });
    }
  }
  const value = compiled.load(0).call(globalThis);
  if (prints) console.log(value);
}

internalBinding('hooks').set('importDynamic', (...args) => {
  return require('internal/esm').importDynamic(...args);
});

module.exports = { Module, program, tables, exportedNames, loadBuiltin };
