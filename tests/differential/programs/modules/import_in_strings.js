// import() in code from a string is relative to the file that made it, though others make the same.
const made = new Function('specifier', 'return import(specifier)');

(async () => {
  const other = require('./support/computed/importer.js');
  console.log(await eval('import("./support/counter.js")'), await (0, eval)('import("./support/../support/counter.js")'));
  console.log(await other.direct(), await other.made('./next.js'), await other.made('./common.js'));
  console.log(await made('./support/computed/next.js'), await new Function('return import("./support/computed/next.js")')());
})();
console.log((0, eval)('(function g() { return new Error("b").stack })()').split('\n')[2].trim().split(' ').slice(0, 2));
