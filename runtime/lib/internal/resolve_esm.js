'use strict';
// Resolution of import specifiers at run time (https://nodejs.org/docs/latest-v20.x/api/esm.html#resolution-algorithm).
// A file counts as there if it was compiled in, or exists on disk.

const path = require('node/path');
const { nodeError } = require('internal/errors');
const { pathToFileHref, splitUrl, decode } = require('internal/file_url');
const { readPackage, isFile, isDirectory, realpath } = require('internal/resolve');

const CONDITIONS = ['node', 'import', 'module-sync', 'default'];
const LEGACY_ENDINGS = ['', '.js', '.json', '.node', '/index.js', '/index.json', '/index.node'];

// The path, and the query and fragment, that a specifier means in the module at a path.
function resolveImport(specifier, referrer, program) {
  const directory = path.dirname(referrer);
  if (/^(\.{0,2}\/|file:)/.test(specifier) || specifier === '.' || specifier === '..') {
    const { encoded, suffix } = splitUrl(specifier, directory);
    return { path: finish(encoded, referrer, program, suffix), suffix };
  }
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*:)/.exec(specifier);
  if (scheme !== null) throw nodeError('ERR_UNSUPPORTED_ESM_URL_SCHEME', scheme[1]);
  const found = specifier.startsWith('#') ? packageImports(specifier, referrer, program) : packageResolve(specifier, referrer, program);
  return { path: finish(found, referrer, program, ''), suffix: '' };
}

function finish(encoded, referrer, program, suffix) {
  if (/%2f|%5c/i.test(encoded)) {
    throw nodeError('ERR_INVALID_MODULE_SPECIFIER', encoded, 'must not include encoded "/" or "\\" characters', referrer);
  }
  const name = decode(encoded);
  if (!name.endsWith('/') && isFile(name, program)) return program.has(name) ? name : realpath(name);
  const error = name.endsWith('/') || isDirectory(name) ? nodeError('ERR_UNSUPPORTED_DIR_IMPORT', name, referrer) :
    nodeError('ERR_MODULE_NOT_FOUND', 'module', name, referrer);
  error.url = pathToFileHref(name) + suffix;
  throw error;
}

function splitPackage(specifier) {
  const parts = specifier.split('/');
  const count = specifier.startsWith('@') ? 2 : 1;
  const name = parts.slice(0, count).join('/');
  return { name, subpath: parts.length > count ? `./${parts.slice(count).join('/')}` : '.' };
}

function packageScope(directory) {
  for (;;) {
    if (path.basename(directory) === 'node_modules') return undefined;
    const description = readPackage(directory);
    if (description !== undefined) return { directory, description };
    if (directory === path.dirname(directory)) return undefined;
    directory = path.dirname(directory);
  }
}

function packageResolve(specifier, referrer, program) {
  const { name, subpath } = splitPackage(specifier);
  if (name.startsWith('.') || /[\\%]/.test(name) || (specifier.startsWith('@') && !name.includes('/'))) {
    throw nodeError('ERR_INVALID_MODULE_SPECIFIER', specifier, 'is not a valid package name', referrer);
  }
  const own = packageScope(path.dirname(referrer));
  if (own !== undefined && own.description.name === name && own.description.exports !== undefined && own.description.exports !== null) {
    return packageExports(own.directory, subpath, own.description.exports, referrer, program);
  }
  for (let directory = path.dirname(referrer); ; directory = path.dirname(directory)) {
    const root = path.join(directory, 'node_modules', name);
    if (path.basename(directory) !== 'node_modules' && isDirectory(root)) return inPackage(root, subpath, referrer, program);
    if (directory === path.dirname(directory)) break;
  }
  throw nodeError('ERR_MODULE_NOT_FOUND', 'package', name, referrer);
}

function inPackage(root, subpath, referrer, program) {
  const description = readPackage(root);
  if (description !== undefined && description.exports !== undefined && description.exports !== null) {
    return packageExports(root, subpath, description.exports, referrer, program);
  }
  if (subpath !== '.') return path.join(root, subpath);
  const main = description !== undefined && typeof description.main === 'string' ? description.main : undefined;
  const candidates = main === undefined ? [] : LEGACY_ENDINGS.map((ending) => main + ending);
  for (const candidate of [...candidates, 'index.js', 'index.json', 'index.node']) {
    const target = path.join(root, candidate);
    if (isFile(target, program)) return target;
  }
  throw nodeError('ERR_MODULE_NOT_FOUND', 'package', root, referrer);
}

// PACKAGE_EXPORTS_RESOLVE
function packageExports(root, subpath, exports, referrer, program) {
  const bySubpath = typeof exports === 'object' && !Array.isArray(exports) &&
    Object.keys(exports).some((key) => key.startsWith('.'));
  const found = match(subpath, bySubpath ? exports : { '.': exports }, root, false, referrer, program);
  if (found === undefined || found === null) throw nodeError('ERR_PACKAGE_PATH_NOT_EXPORTED', `${root}/`, subpath, referrer);
  return found;
}

// PACKAGE_IMPORTS_RESOLVE
function packageImports(specifier, referrer, program) {
  const scope = packageScope(path.dirname(referrer));
  const table = scope === undefined ? undefined : scope.description.imports;
  const found = table === undefined || table === null || typeof table !== 'object' ? undefined :
    match(specifier, table, scope.directory, true, referrer, program);
  if (found !== undefined && found !== null) return found;
  const where = scope === undefined ? '' : `${scope.directory}/`;
  throw nodeError('ERR_PACKAGE_IMPORT_NOT_DEFINED', specifier, where, referrer);
}

// PACKAGE_IMPORTS_EXPORTS_RESOLVE: exact keys, then the longest pattern.
function match(key, table, root, internal, referrer, program) {
  if (Object.prototype.hasOwnProperty.call(table, key) && !key.includes('*')) {
    return target(table[key], '', key, root, internal, referrer, program);
  }
  const patterns = Object.keys(table).filter((pattern) => pattern.split('*').length === 2);
  patterns.sort((a, b) => b.indexOf('*') - a.indexOf('*') || b.length - a.length);
  for (const pattern of patterns) {
    const [prefix, suffix] = pattern.split('*');
    if (key.startsWith(prefix) && key !== prefix && key.endsWith(suffix) && key.length >= pattern.length) {
      const part = key.slice(prefix.length, key.length - suffix.length);
      return target(table[pattern], part, pattern, root, internal, referrer, program);
    }
  }
  return undefined;
}

// PACKAGE_TARGET_RESOLVE: a path, the first condition that holds, or the first valid of a list.
function target(value, part, key, root, internal, referrer, program) {
  if (typeof value === 'string') {
    const text = value.replaceAll('*', () => part);
    if (value.startsWith('./') && !/(^|[\\/])(\.\.?|node_modules)([\\/]|$)/.test(text.slice(2))) return path.join(root, text);
    if (internal && !/^\.{0,2}\//.test(value)) return packageResolve(text, path.join(root, 'package.json'), program);
    throw nodeError('ERR_INVALID_PACKAGE_TARGET', `${root}/`, key, value, internal, referrer);
  }
  if (Array.isArray(value)) {
    let failure = null;
    for (const item of value) {
      try {
        const found = target(item, part, key, root, internal, referrer, program);
        if (found !== undefined) return found;
      } catch (error) {
        if (error.code !== 'ERR_INVALID_PACKAGE_TARGET') throw error;
        failure = error;
      }
    }
    if (failure !== null) throw failure;
    return value.length === 0 ? null : undefined;
  }
  if (value === null) return null;
  if (typeof value !== 'object') throw nodeError('ERR_INVALID_PACKAGE_TARGET', `${root}/`, key, value, internal, referrer);
  for (const condition of Object.keys(value)) {
    if (!CONDITIONS.includes(condition)) continue;
    const found = target(value[condition], part, key, root, internal, referrer, program);
    if (found !== undefined) return found;
  }
  return undefined;
}

module.exports = { resolveImport };
