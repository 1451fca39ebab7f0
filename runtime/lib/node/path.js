'use strict';
// path, POSIX flavour (https://nodejs.org/docs/latest-v20.x/api/path.html).

const { nodeError, validateString, validateObject } = require('internal/errors');
const SLASH = 47;

// Resolves . and .. segments; keepUp: leading .. stay (relative paths).
function normaliseSegments(path, keepUp) {
  const kept = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.length > 0 && kept[kept.length - 1] !== '..') kept.pop();
    else if (keepUp) kept.push('..');
  }
  return kept.join('/');
}

const path = {
  resolve(...args) {
    let resolved = '';
    let absolute = false;
    for (let i = args.length - 1; i >= -1 && !absolute; i--) {
      const part = i >= 0 ? args[i] : process.cwd();
      validateString(part, `paths[${i}]`);
      if (part.length === 0) continue;
      resolved = `${part}/${resolved}`;
      absolute = part.charCodeAt(0) === SLASH;
    }
    resolved = normaliseSegments(resolved, !absolute);
    if (absolute) return `/${resolved}`;
    return resolved.length > 0 ? resolved : '.';
  },

  normalize(text) {
    validateString(text, 'path');
    if (text.length === 0) return '.';
    const absolute = text.charCodeAt(0) === SLASH;
    const trailing = text.charCodeAt(text.length - 1) === SLASH;
    let result = normaliseSegments(text, !absolute);
    if (result.length === 0) {
      if (absolute) return '/';
      return trailing ? './' : '.';
    }
    if (trailing) result += '/';
    return absolute ? `/${result}` : result;
  },

  isAbsolute(text) {
    validateString(text, 'path');
    return text.length > 0 && text.charCodeAt(0) === SLASH;
  },

  join(...args) {
    const parts = [];
    for (let i = 0; i < args.length; i++) {
      validateString(args[i], 'path');
      if (args[i].length > 0) parts.push(args[i]);
    }
    return parts.length === 0 ? '.' : path.normalize(parts.join('/'));
  },

  relative(from, to) {
    validateString(from, 'from');
    validateString(to, 'to');
    if (from === to) return '';
    from = path.resolve(from);
    to = path.resolve(to);
    if (from === to) return '';
    const source = from.split('/').filter((segment) => segment !== '');
    const target = to.split('/').filter((segment) => segment !== '');
    let shared = 0;
    while (shared < source.length && shared < target.length && source[shared] === target[shared]) shared++;
    return [...source.slice(shared).map(() => '..'), ...target.slice(shared)].join('/');
  },

  toNamespacedPath(text) {
    return text;
  },

  dirname(text) {
    validateString(text, 'path');
    if (text.length === 0) return '.';
    const rooted = text.charCodeAt(0) === SLASH;
    let end = text.length - 1;
    while (end > 0 && text.charCodeAt(end) === SLASH) end--;
    end = text.lastIndexOf('/', end);
    if (end <= 0) return rooted ? '/' : '.';
    return rooted && end === 1 ? '//' : text.slice(0, end);
  },

  basename(text, suffix) {
    if (suffix !== undefined) validateString(suffix, 'suffix');
    validateString(text, 'path');
    if (suffix !== undefined && suffix === text) return '';
    let end = text.length;
    while (end > 0 && text.charCodeAt(end - 1) === SLASH) end--;
    const start = end === 0 ? 0 : text.lastIndexOf('/', end - 1) + 1;
    const base = text.slice(start, end);
    if (suffix !== undefined && suffix.length > 0 && suffix.length < base.length && base.endsWith(suffix)) {
      return base.slice(0, -suffix.length);
    }
    return base;
  },

  extname(text) {
    validateString(text, 'path');
    const base = path.basename(text);
    const dot = base.lastIndexOf('.');
    if (dot <= 0) return '';
    if (base === '..') return '';
    return base.slice(dot);
  },

  format(parts) {
    validateObject(parts, 'pathObject');
    const dir = parts.dir || parts.root;
    const ext = parts.ext ? `${parts.ext[0] === '.' ? '' : '.'}${parts.ext}` : '';
    const base = parts.base || `${parts.name || ''}${ext}`;
    if (!dir) return base;
    return dir === parts.root ? `${dir}${base}` : `${dir}/${base}`;
  },

  parse(text) {
    validateString(text, 'path');
    const result = { root: '', dir: '', base: '', ext: '', name: '' };
    if (text.length === 0) return result;
    if (text.charCodeAt(0) === SLASH) result.root = '/';
    result.base = path.basename(text);
    result.ext = path.extname(text);
    result.name = result.ext === '' ? result.base : result.base.slice(0, -result.ext.length);
    const start = text.lastIndexOf(result.base);
    if (result.base === '') result.dir = result.root;
    else if (start > 1) result.dir = text.slice(0, start - 1);
    else if (start === 1 && result.root) result.dir = '/';
    return result;
  },

  sep: '/',
  delimiter: ':',
  posix: null,
};
path.posix = path;
path._makeLong = path.toNamespacedPath;
Object.defineProperty(path, 'win32', {
  configurable: true,
  enumerable: true,
  get() {
    throw nodeError('ERR_METHOD_NOT_IMPLEMENTED', 'path.win32');
  },
});

module.exports = path;
