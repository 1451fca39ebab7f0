'use strict';
// The ES module loader (https://nodejs.org/docs/latest-v20.x/api/esm.html): which module a specifier means, what it is
// made of, and import(). Records, linking and evaluation are the runtime's (modules/esm.h).
//
// A URL names one module. The whole graph of a module is loaded before any of it is linked.

const binding = internalBinding('esm');
const hooks = internalBinding('hooks');
const tasks = internalBinding('task_queue');
const compiled = internalBinding('modules');
const path = require('node/path');
const { nodeError } = require('internal/errors');
const { pathToFileHref, fileHrefToPath } = require('internal/file_url');
const { Module, program, tables, exportedNames, loadBuiltin } = require('internal/module');

const LINKING = 1;
const EVALUATING = 3;
const UNSETTLED_AWAIT = 13; // exit status
const DATA_URL = /^data:([^/,;]+\/[^;,]+)[^,]*?(?:;base64)?,/;

const loaded = new Map(); // URL → {id, url, path, format, requests left to be loaded}
const byId = [];
const instantiated = new Set(); // indexes of modules of the program: each has room for the imports of one record
let mainPending = false;

// -- resolution --------------------------------------------------------------------------------------------------------

// The URL and, of a file, the path that a specifier means in a module. referrer: {path, url}.
function resolve(specifier, referrer) {
  if (specifier.startsWith('node:') || Module.builtinModules.includes(specifier)) {
    const name = specifier.startsWith('node:') ? specifier.slice(5) : specifier;
    if (!Module.builtinModules.includes(name)) throw nodeError('ERR_UNKNOWN_BUILTIN_MODULE', specifier);
    return { url: `node:${name}`, builtin: name };
  }
  if (specifier.startsWith('data:')) return { url: specifier, path: specifier };
  if (referrer.path.startsWith('data:') && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(specifier)) {
    throw nodeError('ERR_UNSUPPORTED_RESOLVE_REQUEST', specifier, referrer.path);
  }
  const planned = tables().import[program.originalPath(referrer.path)];
  const target = planned === undefined ? undefined : planned[specifier];
  if (target !== undefined) return fileAt(program.runtimePath(target), specifier.match(/^[./].*?([?#].*)$|$/s)[1]);
  const found = require('internal/resolve_esm').resolveImport(specifier, referrer.path, program);
  return fileAt(found.path, found.suffix);
}

function fileAt(filename, suffix = '') {
  return { url: pathToFileHref(filename) + suffix, path: filename };
}

function formatOf(place) {
  if (place.builtin !== undefined) return 'builtin';
  if (place.path.startsWith('data:')) return dataFormat(place.path);
  const extension = path.extname(place.path);
  if (['.mjs', '.cjs', '.js', ''].includes(extension) && !program.has(place.path)) program.compile(place.path);
  const index = program.indexOf(place.path);
  if (index !== undefined && (compiled.goal(index) === 'module' || tables().broken[program.originalPath(place.path)])) {
    return 'module';
  }
  if (extension === '.json') return 'json';
  if (extension === '.mjs') return 'module';
  if (!['', '.js', '.cjs'].includes(extension)) throw nodeError('ERR_UNKNOWN_FILE_EXTENSION', extension, place.path);
  return 'commonjs';
}

// https://nodejs.org/docs/latest-v20.x/api/esm.html#data-imports
function dataFormat(url) {
  const match = DATA_URL.exec(url);
  if (match === null) throw nodeError('ERR_INVALID_URL', url);
  const format = { __proto__: null, 'text/javascript': 'module', 'application/json': 'json' }[match[1]];
  if (format === undefined) throw nodeError('ERR_UNKNOWN_MODULE_FORMAT', match[1], url);
  return format;
}

// https://nodejs.org/docs/latest-v20.x/api/esm.html#import-attributes
function attributeType(attributes) {
  for (let i = 0; i < attributes.length; i += 2) if (attributes[i] === 'type') return attributes[i + 1];
  return undefined;
}

// What is unknown is a SyntaxError in an import declaration (16.2.1.5.1.1 InnerModuleLoading), where Node has a TypeError, as
// import() has.
function unsupportedAttribute(key, value, dynamic) {
  const error = nodeError('ERR_IMPORT_ATTRIBUTE_UNSUPPORTED', key, value);
  return dynamic ? error : Object.assign(new SyntaxError(error.message), { code: error.code });
}

function validateAttributes(url, format, attributes, dynamic) {
  for (let i = 0; i < attributes.length; i += 2) {
    if (attributes[i] !== 'type') throw unsupportedAttribute(attributes[i], attributes[i + 1], dynamic);
  }
  const type = attributeType(attributes);
  if (format === 'json') {
    if (type === 'json') return;
    if (type === undefined) throw nodeError('ERR_IMPORT_ASSERTION_TYPE_MISSING', url, 'json');
  } else if (type === undefined) {
    return;
  }
  if (type !== 'json') throw nodeError('ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED', type);
  throw nodeError('ERR_IMPORT_ASSERTION_TYPE_FAILED', url, type);
}

// -- loading -----------------------------------------------------------------------------------------------------------

// Loads a module, and everything that it requests. What was not loaded whole is forgotten again.
function loadPlace(place, attributes) {
  const added = [];
  try {
    const module = add(place, attributes, added, true);
    for (let i = 0; i < added.length; i++) loadRequests(added[i], added);
    return module;
  } catch (error) {
    for (const module of added) loaded.delete(module.url);
    throw error;
  }
}

function add(place, attributes, added, dynamic = false) {
  const known = loaded.get(place.url);
  const type = attributeType(attributes);
  if (known !== undefined && known.type === type) return known;
  const format = known === undefined ? formatOf(place) : known.format;
  validateAttributes(place.url, format, attributes, dynamic);
  const module = { id: -1, url: place.url, path: place.path, format, type };
  module.id = translators[format](module, place);
  byId[module.id] = module;
  loaded.set(module.url, module);
  added.push(module);
  return module;
}

function loadRequests(module, added) {
  if (module.format !== 'module') return;
  const requests = binding.requests(module.id);
  for (let i = 0; i < requests.length; i++) {
    const [specifier, ...attributes] = requests[i];
    const required = add(resolve(specifier, module), attributes, added);
    binding.setRequest(module.id, i, required.id);
  }
}

function synthetic(url, names, evaluate) {
  return binding.synthetic(url, names, evaluate);
}

const translators = {
  __proto__: null,

  module(module) {
    if (!program.has(module.path)) program.compile(module.path);
    let index = program.indexOf(module.path);
    if (index === undefined) throw notCompiled(module.path);
    if (compiled.goal(index) !== 'module') compiled.load(index)(); // its syntax error
    if (instantiated.has(index)) index = program.takeCopy(module.path);
    if (index === undefined) throw notCompiled(module.url);
    instantiated.add(index);
    return binding.create(index, module.url);
  },

  // Names as the text of the module suggests them (compiler/frontend/cjs_exports.py); default is module.exports.
  commonjs(module) {
    const filename = module.path;
    if (!program.has(filename)) throw notCompiled(filename);
    const names = exportedNames(filename);
    const all = ['default', ...names.filter((name) => name !== 'default')];
    return synthetic(module.url, all, (id) => {
      const exports = Module._load(filename, undefined);
      binding.setExport(id, 0, exports);
      if (exports === null || (typeof exports !== 'object' && typeof exports !== 'function')) return;
      for (let i = 1; i < all.length; i++) {
        if (!Object.prototype.hasOwnProperty.call(exports, all[i])) continue;
        try {
          binding.setExport(id, i, exports[all[i]]);
        } catch {
          // A getter that throws leaves the name undefined.
        }
      }
    });
  },

  builtin(module, place) {
    const exports = loadBuiltin(place.builtin);
    const names = Object.keys(exports).filter((name) => name !== 'default');
    return synthetic(module.url, ['default', ...names], (id) => {
      binding.setExport(id, 0, exports);
      names.forEach((name, i) => {
        try {
          binding.setExport(id, i + 1, exports[name]);
        } catch {
          // What is not there yet throws when it is read; its name stays undefined.
        }
      });
    });
  },

  json(module) {
    const { exports } = jsonRecord(module.path);
    return synthetic(module.url, ['default'], (id) => binding.setExport(id, 0, exports));
  },
};

// The record that require() of the file would find, or makes.
function jsonRecord(filename) {
  if (Module._cache[filename] !== undefined) return Module._cache[filename];
  const record = new Module(filename);
  record.load(filename);
  Module._cache[filename] = record;
  return record;
}

function notCompiled(filename) {
  const error = new Error(`Cannot load '${filename}': it was not compiled into this program`);
  error.code = 'ERR_LODE_NOT_COMPILED';
  return error;
}

// -- linking -----------------------------------------------------------------------------------------------------------

function link(module) {
  try {
    binding.link(module.id);
  } catch (error) {
    explainCommonJs(error, module);
    throw error;
  }
}

// Node says more where a CommonJS module lacks a name, as it may have it all the same.
function explainCommonJs(error, root) {
  const match = /^The requested module '(.*)' does not provide an export named '(.+)'$/.exec(error.message);
  if (match === null) return;
  const [, specifier, name] = match;
  const seen = new Set();
  const work = [root];
  while (work.length > 0) {
    const module = work.pop();
    if (seen.has(module) || module.format !== 'module') continue;
    seen.add(module);
    for (const [other, ...attributes] of binding.requests(module.id)) {
      const required = add(resolve(other, module), attributes, []);
      work.push(required);
      if (other !== specifier || required.format !== 'commonjs') continue;
      error.message = `Named export '${name}' not found. The requested module '${specifier}' is a CommonJS module, ` +
        'which may not support all module.exports as named exports.\nCommonJS modules can always be imported via the ' +
        `default export, for example using:\n\nimport pkg from '${specifier}';\nconst { ${name} } = pkg;\n`;
      return;
    }
  }
}

// -- import(), import.meta ---------------------------------------------------------------------------------------------

// What import() in the file means: the id of a linked module. filename: as compiled; attributes: keys and values in turn.
// Node reads files meanwhile: what was not loaded yet is loaded by resume, in a later turn of the event loop.
function importDynamic(filename, specifier, attributes, resume) {
  const place = resolve(specifier, referrerAt(filename));
  if (resume !== undefined && place.path !== undefined && !loaded.has(place.url)) {
    require('node/timers').setImmediate(resume);
    return undefined;
  }
  const module = loadPlace(place, attributes);
  link(module);
  return module.id;
}

function referrerAt(filename) {
  const runtimePath = program.runtimePath(filename);
  return { path: runtimePath, url: runtimePath.startsWith('data:') ? runtimePath : pathToFileHref(runtimePath) };
}

hooks.set('importMeta', (id, meta) => {
  const module = byId[id];
  if (module.url.startsWith('file:')) {
    meta.dirname = path.dirname(module.path);
    meta.filename = module.path;
  }
  meta.resolve = function resolve(specifier) {
    return resolveHref(`${specifier}`, module);
  };
  meta.url = module.url;
});

// import.meta.resolve: the URL, whether or not there is such a file.
function resolveHref(specifier, referrer) {
  try {
    return resolve(specifier, referrer).url;
  } catch (error) {
    if ((error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'ERR_UNSUPPORTED_DIR_IMPORT') && error.url !== undefined) {
      return error.url;
    }
    throw error;
  }
}

// -- require() of ES modules -------------------------------------------------------------------------------------------

// https://nodejs.org/docs/latest-v20.x/api/modules.html#loading-ecmascript-modules-using-require
function requireModule(record, filename) {
  const module = loadPlace(fileAt(filename), []);
  const state = binding.status(module.id);
  if (state === LINKING || state === EVALUATING) throw nodeError('ERR_REQUIRE_CYCLE_MODULE', filename, record.parent);
  link(module);
  if (binding.isAsync(module.id)) throw nodeError('ERR_REQUIRE_ASYNC_MODULE', filename, record.parent);
  binding.evaluateSync(module.id);
  const namespace = binding.namespace(module.id);
  if (Object.prototype.hasOwnProperty.call(namespace, 'module.exports')) {
    record.exports = namespace['module.exports'];
  } else if (Object.prototype.hasOwnProperty.call(namespace, 'default') &&
      !Object.prototype.hasOwnProperty.call(namespace, '__esModule')) {
    record.exports = binding.interopNamespace(module.id);
  } else {
    record.exports = namespace;
  }
}

// -- the entry ---------------------------------------------------------------------------------------------------------

// The id of a file's module, linked.
function linkFile(filename) {
  const module = loadPlace(fileAt(filename), []);
  link(module);
  return module.id;
}

// The program's entry, an ES module. It runs in a job of its own: what it queues with nextTick comes after promise jobs.
function runMain(filename) {
  mainPending = true;
  hooks.set('exit', emitExit);
  tasks.enqueueMicrotask(() => {
    binding.evaluateMain(linkFile(filename), () => {
      mainPending = false;
    });
  });
}

// The end of the loop with the entry still awaiting: exit status 13, unless another was set.
function emitExit() {
  if (process._exiting) return;
  process._exiting = true;
  const code = process.exitCode || 0;
  if (mainPending && process.exitCode === undefined) {
    process.exitCode = UNSETTLED_AWAIT;
    process.stderr.write(`Warning: Detected unsettled top-level await in ${pathToFileHref(process.argv[1] || '[eval1]')}\n`);
  }
  process.emit('exit', code);
}

module.exports = { runMain, linkFile, requireModule, importDynamic, fileHrefToPath };
