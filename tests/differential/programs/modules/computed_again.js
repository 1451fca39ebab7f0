// Just in time only: a file that is taken out of require.cache is read again.
const fs = require('fs');
const path = require('path');
const os = require('os');
const file = path.join(os.tmpdir(), `lode-again-${process.pid}.js`);

try {
  for (const text of ['module.exports = 1;', 'module.exports = require("path").basename("a/b");', 'exports.a = ;']) {
    fs.writeFileSync(file, text);
    delete require.cache[require.resolve(file)];
    try {
      console.log(require(file), require(file));
    } catch (error) {
      console.log(error.name);
    }
  }
} finally {
  fs.unlinkSync(file);
}
