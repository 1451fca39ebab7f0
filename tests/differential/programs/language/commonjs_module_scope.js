console.log(typeof exports, typeof module, typeof require, typeof __filename, typeof __dirname, this === module.exports, arguments.length);
exports.a = 1;
console.log(module.exports.a, typeof require.main, typeof module.id, module.loaded, Array.isArray(module.children));
try { require('./does-not-exist'); } catch (e) { console.log(e.code, e.message.split('\n')[0]); }
try { require(''); } catch (e) { console.log(e.code); }
try { require(5); } catch (e) { console.log(e.code); }
console.log(require('path') === require('node:path'), require('events').name, require.resolve('fs'), typeof require.cache);
var topLevel = 'not global';
console.log(globalThis.topLevel, typeof globalThis.exports);
