'use strict';
// os: what of it needs no system call of its own (https://nodejs.org/docs/latest-v20.x/api/os.html).

const { nodeError } = require('internal/errors');

const os = {
  EOL: '\n',
  devNull: '/dev/null',
  platform: () => process.platform,
  arch: () => process.arch,
  type: () => ({ linux: 'Linux', darwin: 'Darwin' })[process.platform],
  machine: () => ({ x64: 'x86_64', arm64: 'aarch64' })[process.arch],
  endianness: () => 'LE',
  homedir: () => process.env.HOME || '/',
  tmpdir: () => {
    const directory = process.env.TMPDIR || process.env.TMP || process.env.TEMP || '/tmp';
    return directory.length > 1 && directory.endsWith('/') ? directory.slice(0, -1) : directory;
  },
};
for (const name of ['cpus', 'totalmem', 'freemem', 'loadavg', 'hostname', 'uptime', 'networkInterfaces', 'userInfo',
  'release', 'version', 'availableParallelism', 'getPriority', 'setPriority']) {
  os[name] = () => {
    throw nodeError('ERR_METHOD_NOT_IMPLEMENTED', `os.${name}`);
  };
}

module.exports = os;
