// Just in time only: files that the compiler could not see are compiled when they are asked for.
const folder = ['.', 'support', 'computed', ''].join('/');

console.log(require(folder + 'common'), require(folder + 'data'), require(folder + 'common.js').evaluated);
try {
  require(folder + 'broken');
} catch (error) {
  console.log(error.name, error.message);
}

async function tryImport(name, options) {
  try {
    console.log(await import(name, options));
  } catch (error) {
    console.log(error.name, error.code, error.code ? '' : error.message);
  }
}

(async () => {
  await tryImport(folder + 'module.mjs');
  await tryImport(folder + 'module.mjs?again#here');
  await tryImport(folder + 'module.mjs');
  await tryImport(folder + 'common.js?again');
  await tryImport(folder + 'data.json', { with: { type: 'json' } });
  await tryImport(folder + 'data.json');
  await tryImport(folder + 'broken.mjs');
  await tryImport(folder + 'missing.mjs');
  await tryImport('data:text/javascript,' + 'export default import.meta.url');
  await tryImport('data:text/javascript,' + 'import "./next.js"');
  await tryImport('data:text/plain,' + 'text');
  console.log(require(folder + 'common').evaluated, globalThis.moduleCount);

  // import() in code from a string is relative to the file that made it.
  const other = require(folder + 'referrer');
  console.log(await eval('import(folder + "next.js")'), await (0, eval)('(name) => import(name)')(folder + 'next.js'));
  console.log(await other.direct(), await other.indirect(), await other.made());
  console.log(globalThis['ev' + 'al']('1 + 1'));
})();
