'use strict';
// fs, the synchronous part (https://nodejs.org/docs/latest-v20.x/api/fs.html). Content is text: 'utf8', 'latin1' and
// their other names; Buffer, and with it the binary forms, does not exist yet and is refused.

const binding = internalBinding('fs');
const { nodeError, validateFunction, validateString } = require('internal/errors');

const { constants } = binding;
const INHERITED_POSITION = -1;

function toPath(path, name = 'path') {
  if (typeof path !== 'string') {
    if (path !== null && typeof path === 'object' && path.protocol === 'file:') return decodeURIComponent(path.pathname);
    throw nodeError('ERR_INVALID_ARG_TYPE', name, ['string', 'Buffer', 'URL'], path);
  }
  if (path.includes('\u0000')) {
    throw nodeError('ERR_INVALID_ARG_VALUE', name, path, 'must be a string, Uint8Array, or URL without null bytes');
  }
  return path;
}

function toDescriptor(fd) {
  if (typeof fd !== 'number') throw nodeError('ERR_INVALID_ARG_TYPE', 'fd', 'number', fd);
  if (!Number.isInteger(fd)) throw nodeError('ERR_OUT_OF_RANGE', 'fd', 'an integer', fd);
  if (fd < 0 || fd > 2147483647) throw nodeError('ERR_OUT_OF_RANGE', 'fd', '>= 0 && <= 2147483647', fd);
  return fd;
}

// A descriptor or a path.
function toTarget(path) {
  return Number.isInteger(path) && path >= 0 && path <= 2147483647 ? path : toPath(path);
}

const flagNumbers = {
  __proto__: null,
  r: constants.O_RDONLY,
  rs: constants.O_RDONLY | constants.O_SYNC,
  sr: constants.O_RDONLY | constants.O_SYNC,
  'r+': constants.O_RDWR,
  'rs+': constants.O_RDWR | constants.O_SYNC,
  'sr+': constants.O_RDWR | constants.O_SYNC,
  w: constants.O_TRUNC | constants.O_CREAT | constants.O_WRONLY,
  wx: constants.O_TRUNC | constants.O_CREAT | constants.O_WRONLY | constants.O_EXCL,
  'w+': constants.O_TRUNC | constants.O_CREAT | constants.O_RDWR,
  'wx+': constants.O_TRUNC | constants.O_CREAT | constants.O_RDWR | constants.O_EXCL,
  a: constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY,
  ax: constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | constants.O_EXCL,
  'a+': constants.O_APPEND | constants.O_CREAT | constants.O_RDWR,
  'ax+': constants.O_APPEND | constants.O_CREAT | constants.O_RDWR | constants.O_EXCL,
};

function toFlags(flags, fallback) {
  if (flags === undefined || flags === null) return fallback;
  if (typeof flags === 'number') return flags;
  const number = flagNumbers[flags];
  if (number === undefined) throw nodeError('ERR_INVALID_ARG_VALUE', 'flags', flags);
  return number;
}

function toMode(mode, fallback) {
  if (mode === undefined || mode === null) return fallback;
  if (typeof mode === 'string') {
    if (!/^[0-7]+$/.test(mode)) {
      throw nodeError('ERR_INVALID_ARG_VALUE', 'mode', mode, 'must be a 32-bit unsigned integer or an octal string');
    }
    return Number.parseInt(mode, 8);
  }
  if (typeof mode !== 'number') throw nodeError('ERR_INVALID_ARG_TYPE', 'mode', 'number', mode);
  return mode;
}

const textEncodings = { __proto__: null, utf8: 'utf8', 'utf-8': 'utf8', latin1: 'latin1', binary: 'latin1', ascii: 'latin1' };

// The binding's name of the encoding in options (a string, or an object with it).
function encodingOf(options, method) {
  const name = typeof options === 'string' ? options : options ? options.encoding : undefined;
  if (name === undefined || name === null || name === 'buffer') {
    const error = new Error(`fs.${method} without an encoding gives a Buffer, which is not supported yet: pass 'utf8' or 'latin1'`);
    error.code = 'ERR_METHOD_NOT_IMPLEMENTED';
    throw error;
  }
  const encoding = textEncodings[String(name).toLowerCase()];
  if (encoding === undefined) throw nodeError('ERR_INVALID_ARG_VALUE', 'encoding', name, 'is invalid encoding');
  return encoding;
}

class Stats {
  constructor(fields) {
    [this.dev, this.mode, this.nlink, this.uid, this.gid, this.rdev, this.blksize, this.ino, this.size, this.blocks] = fields;
    const names = ['atime', 'mtime', 'ctime', 'birthtime'];
    for (let i = 0; i < names.length; i++) this[`${names[i]}Ms`] = fields[10 + 2 * i] * 1000 + fields[11 + 2 * i] / 1e6;
    for (const name of names) this[name] = new Date(Math.round(this[`${name}Ms`]));
  }

  _isType(type) {
    return (this.mode & constants.S_IFMT) === type;
  }

  isFile() {
    return this._isType(constants.S_IFREG);
  }

  isDirectory() {
    return this._isType(constants.S_IFDIR);
  }

  isSymbolicLink() {
    return this._isType(constants.S_IFLNK);
  }

  isFIFO() {
    return this._isType(constants.S_IFIFO);
  }

  isSocket() {
    return this._isType(constants.S_IFSOCK);
  }

  isCharacterDevice() {
    return this._isType(constants.S_IFCHR);
  }

  isBlockDevice() {
    return this._isType(constants.S_IFBLK);
  }
}
Object.defineProperty(Stats.prototype, '_isType', { enumerable: false });

class Dirent {
  constructor(name, parentPath, type) {
    this.name = name;
    this.parentPath = parentPath;
    this.path = parentPath;
    Object.defineProperty(this, '_type', { value: type });
  }

  isFile() {
    return this._type === constants.UV_DIRENT_FILE;
  }

  isDirectory() {
    return this._type === constants.UV_DIRENT_DIR;
  }

  isSymbolicLink() {
    return this._type === constants.UV_DIRENT_LINK;
  }
}

function statWith(operation, path, options) {
  const fields = operation(toPath(path), !options || options.throwIfNoEntry !== false);
  return fields === undefined ? undefined : new Stats(fields);
}

const fs = {
  constants,
  F_OK: constants.F_OK,
  R_OK: constants.R_OK,
  W_OK: constants.W_OK,
  X_OK: constants.X_OK,
  Stats,
  Dirent,

  openSync(path, flags, mode) {
    return binding.open(toPath(path), toFlags(flags, constants.O_RDONLY), toMode(mode, 0o666));
  },
  closeSync(fd) {
    binding.close(toDescriptor(fd));
  },
  readFileSync(path, options) {
    const target = toTarget(path);
    return binding.readFile(target, encodingOf(options, 'readFileSync'));
  },
  writeFileSync(path, data, options) {
    writeWhole(path, data, options, 'w');
  },
  appendFileSync(path, data, options) {
    writeWhole(path, data, options, 'a');
  },
  writeSync(fd, text, position, encoding) {
    validateString(text, 'buffer');
    return binding.write(toDescriptor(fd), text, encoding ? encodingOf(encoding, 'writeSync') : 'utf8',
      typeof position === 'number' ? position : INHERITED_POSITION);
  },
  existsSync(path) {
    try {
      return binding.exists(toPath(path));
    } catch {
      return false;
    }
  },
  accessSync(path, mode) {
    binding.access(toPath(path), mode === undefined ? constants.F_OK : mode);
  },
  statSync(path, options) {
    return statWith(binding.stat, path, options);
  },
  lstatSync(path, options) {
    return statWith(binding.lstat, path, options);
  },
  fstatSync(fd) {
    return new Stats(binding.fstat(toDescriptor(fd)));
  },
  readdirSync(path, options) {
    const root = toPath(path);
    const found = [];
    // Breadth first, as Node lists a tree; within is the way from the root to the directory at hand.
    for (const pending = ['']; pending.length > 0;) {
      const within = pending.shift();
      const directory = within === '' ? root : `${root}/${within}`;
      const entries = readSortedDirectory(directory);
      for (const entry of entries) {
        const name = within === '' ? entry.name : `${within}/${entry.name}`;
        found.push(options && options.withFileTypes ? entry : name);
        if (options && options.recursive && entry.isDirectory()) pending.push(name);
      }
    }
    return found;
  },
  mkdirSync(path, options) {
    const mode = toMode(options !== null && typeof options === 'object' ? options.mode : options, 0o777);
    if (options !== null && typeof options === 'object' && options.recursive) return makeDirectories(toPath(path), mode);
    binding.mkdir(toPath(path), mode);
    return undefined;
  },
  rmdirSync(path) {
    binding.rmdir(toPath(path));
  },
  rmSync(path, options = {}) {
    removeTree(toPath(path), options);
  },
  unlinkSync(path) {
    binding.unlink(toPath(path));
  },
  renameSync(from, to) {
    binding.rename(toPath(from, 'oldPath'), toPath(to, 'newPath'));
  },
  linkSync(from, to) {
    binding.link(toPath(from, 'existingPath'), toPath(to, 'newPath'));
  },
  symlinkSync(target, path) {
    binding.symlink(toPath(target, 'target'), toPath(path), 0);
  },
  readlinkSync(path) {
    return binding.readlink(toPath(path));
  },
  realpathSync(path) {
    return binding.realpath(toPath(path));
  },
  mkdtempSync(prefix) {
    return binding.mkdtemp(toPath(prefix, 'prefix'));
  },
  copyFileSync(from, to, mode = 0) {
    binding.copyFile(toPath(from, 'src'), toPath(to, 'dest'), mode);
  },
  chmodSync(path, mode) {
    binding.chmod(toPath(path), toMode(mode));
  },
  fchmodSync(fd, mode) {
    binding.fchmod(toDescriptor(fd), toMode(mode));
  },
  chownSync(path, uid, gid) {
    binding.chown(toPath(path), uid, gid);
  },
  utimesSync(path, atime, mtime) {
    binding.utimes(toPath(path), toSeconds(atime), toSeconds(mtime));
  },
  truncateSync(path, length = 0) {
    const fd = fs.openSync(path, 'r+');
    try {
      binding.ftruncate(fd, length);
    } finally {
      binding.close(fd);
    }
  },
  ftruncateSync(fd, length = 0) {
    binding.ftruncate(toDescriptor(fd), length);
  },
  fsyncSync(fd) {
    binding.fsync(toDescriptor(fd));
  },
  fdatasyncSync(fd) {
    binding.fdatasync(toDescriptor(fd));
  },
};
fs.realpathSync.native = fs.realpathSync;

function writeWhole(path, data, options, defaultFlag) {
  if (typeof data !== 'string') {
    throw nodeError('ERR_INVALID_ARG_TYPE', 'data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  }
  const settings = options !== null && typeof options === 'object' ? options : { encoding: options };
  const encoding = encodingOf(settings.encoding || 'utf8', 'writeFileSync');
  const flags = toFlags(settings.flag, flagNumbers[defaultFlag]);
  const target = toTarget(path);
  binding.writeFile(target, data, encoding, flags, toMode(settings.mode, 0o666));
}

function makeDirectories(path, mode) {
  const { dirname, resolve } = require('node/path');
  const missing = [];
  let current = resolve(path);
  for (;;) {
    const stats = fs.statSync(current, { throwIfNoEntry: false });
    if (stats !== undefined) {
      // A file in the way: let the system say so (EEXIST, ENOTDIR).
      if (!stats.isDirectory()) binding.mkdir(missing.length > 0 ? missing[missing.length - 1] : current, mode);
      break;
    }
    missing.push(current);
    current = dirname(current);
  }
  for (let i = missing.length - 1; i >= 0; i--) binding.mkdir(missing[i], mode);
  return missing.length > 0 ? missing[missing.length - 1] : undefined;
}

function removeTree(path, options) {
  const stats = fs.lstatSync(path, { throwIfNoEntry: !options.force });
  if (stats === undefined) return;
  if (!stats.isDirectory()) {
    binding.unlink(path);
    return;
  }
  if (!options.recursive) {
    const error = new Error(`Path is a directory: rm returned EISDIR (is a directory) ${path}`);
    error.name = 'SystemError';
    error.code = 'ERR_FS_EISDIR';
    error.path = path;
    throw error;
  }
  for (const name of binding.readdir(path)[0]) removeTree(`${path}/${name}`, options);
  binding.rmdir(path);
}

function toSeconds(time) {
  if (typeof time === 'number') return time;
  if (typeof time === 'string' && !Number.isNaN(Number(time))) return Number(time);
  return time.getTime() / 1000;
}

function readSortedDirectory(directory) {
  const [names, types] = binding.readdir(directory);
  const order = names.map((_, i) => i).sort((a, b) => (names[a] < names[b] ? -1 : 1));
  return order.map((i) => new Dirent(names[i], directory, types[i]));
}

// Whether a path exists, later; the one asynchronous form that never fails.
fs.exists = (path, callback) => {
  validateFunction(callback, 'cb');
  const found = fs.existsSync(path);
  process.nextTick(callback, found);
};

for (const name of ['readFile', 'writeFile', 'appendFile', 'open', 'close', 'stat', 'lstat', 'fstat', 'readdir', 'mkdir',
  'rmdir', 'rm', 'unlink', 'rename', 'access', 'copyFile', 'realpath', 'readlink', 'symlink', 'createReadStream',
  'createWriteStream', 'watch', 'watchFile', 'read', 'readSync', 'write']) {
  fs[name] = () => {
    throw nodeError('ERR_METHOD_NOT_IMPLEMENTED', `fs.${name}`);
  };
}
Object.defineProperty(fs, 'promises', {
  configurable: true,
  enumerable: true,
  get() {
    throw nodeError('ERR_METHOD_NOT_IMPLEMENTED', 'fs.promises');
  },
});

module.exports = fs;
