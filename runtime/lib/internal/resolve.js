'use strict';
// Resolution at run time of what could not be decided when the program was compiled: computed specifiers. A file
// counts as there if it was compiled in, or exists on disk.

const path = require('node/path');
const EXTENSIONS = ['.js', '.json', '.node'];
const CONDITIONS = ['node', 'require', 'module-sync', 'default'];

function nodeModulePaths(from) {
  const directories = [];
  for (let directory = path.resolve(from); ; directory = path.dirname(directory)) {
    if (path.basename(directory) !== 'node_modules') directories.push(path.join(directory, 'node_modules'));
    if (directory === path.dirname(directory)) return directories;
  }
}

function resolve(request, referrer, program) {
  const there = (name) => isFile(name, program);
  const asFile = (base) => ['', ...EXTENSIONS].map((extension) => base + extension).find(there);
  const index = (base) => EXTENSIONS.map((extension) => path.join(base, `index${extension}`)).find(there);

  function asDirectory(base) {
    const description = readPackage(base);
    if (description && typeof description.main === 'string' && description.main !== '') {
      const target = path.join(base, description.main);
      const found = asFile(target) || index(target);
      if (found !== undefined) return found;
    }
    return index(base);
  }

  function inPackage(root, name, subpath) {
    const directory = path.join(root, name);
    const description = readPackage(directory);
    if (description && description.exports !== undefined && description.exports !== null) {
      return matchExports(directory, subpath, description.exports);
    }
    const target = subpath === '.' ? directory : path.join(directory, subpath);
    return (subpath === '.' ? undefined : asFile(target)) || asDirectory(target);
  }

  const directory = referrer ? path.dirname(referrer) : process.cwd();
  let found;
  if (/^\.{0,2}\//.test(request) || request === '.' || request === '..') {
    const base = path.resolve(directory, request);
    found = (/(^|\/)\.{0,2}$/.test(request) ? undefined : asFile(base)) || asDirectory(base);
  } else {
    const parts = request.split('/');
    const count = request.startsWith('@') ? 2 : 1;
    const name = parts.slice(0, count).join('/');
    const subpath = parts.length > count ? `./${parts.slice(count).join('/')}` : '.';
    for (const root of nodeModulePaths(directory)) {
      found = inPackage(root, name, subpath);
      if (found !== undefined) break;
    }
  }
  return found === undefined || program.has(found) ? found : realpath(found);
}

function isFile(name, program) {
  if (program.has(name)) return true;
  const stats = require('node/fs').statSync(name, { throwIfNoEntry: false });
  return stats !== undefined && stats.isFile();
}

function isDirectory(name) {
  const stats = require('node/fs').statSync(name, { throwIfNoEntry: false });
  return stats !== undefined && stats.isDirectory();
}

function readPackage(directory) {
  try {
    return JSON.parse(require('node/fs').readFileSync(path.join(directory, 'package.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

function realpath(name) {
  try {
    return require('node/fs').realpathSync(name);
  } catch {
    return name;
  }
}

function matchExports(directory, subpath, exports) {
  const bySubpath = exports !== null && typeof exports === 'object' && !Array.isArray(exports) &&
    Object.keys(exports).some((key) => key.startsWith('.'));
  const table = bySubpath ? exports : { '.': exports };
  if (Object.prototype.hasOwnProperty.call(table, subpath) && !subpath.includes('*')) {
    return chooseTarget(directory, table[subpath], '');
  }
  const patterns = Object.keys(table).filter((key) => key.split('*').length === 2);
  patterns.sort((a, b) => b.indexOf('*') - a.indexOf('*') || b.length - a.length);
  for (const pattern of patterns) {
    const [prefix, suffix] = pattern.split('*');
    if (subpath.startsWith(prefix) && subpath !== prefix && subpath.endsWith(suffix) && subpath.length >= pattern.length) {
      return chooseTarget(directory, table[pattern], subpath.slice(prefix.length, subpath.length - suffix.length));
    }
  }
  return undefined;
}

function chooseTarget(directory, target, match) {
  if (typeof target === 'string') {
    if (!target.startsWith('./') || target.includes('/../') || target.includes('/node_modules/')) return undefined;
    return path.join(directory, target.replaceAll('*', () => match));
  }
  if (Array.isArray(target)) {
    for (const item of target) {
      const found = chooseTarget(directory, item, match);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (target !== null && typeof target === 'object') {
    for (const condition of Object.keys(target)) {
      if (!CONDITIONS.includes(condition)) continue;
      const found = chooseTarget(directory, target[condition], match);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

module.exports = { resolve, nodeModulePaths, isFile, isDirectory, readPackage, realpath };
