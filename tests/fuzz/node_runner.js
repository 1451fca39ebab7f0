"use strict";
// Runs programs in Node, each in a realm of its own: node node_runner.js SUPPORT FILE… writes what runner.js does.
const { readFileSync } = require("fs");
const { basename } = require("path");
const vm = require("vm");

const TIMEOUT = 4000; // milliseconds

function load(context, path, require) {
  const wrapper = `(function (exports, require, module) {${readFileSync(path, "utf8")}\n})`;
  const module = { exports: {} };
  const loaded = vm.runInContext(wrapper, context, { filename: path });
  loaded.call(module.exports, module.exports, require, module);
  return module.exports;
}

function run(supportPath, path) {
  const context = vm.createContext({}, { microtaskMode: "afterEvaluate" });
  const support = load(context, supportPath);
  context.lodeRequire = () => support;
  context.lodeSource = readFileSync(path, "utf8");
  try {
    // Within one evaluation, so that the time limit and the realm's own jobs cover all of it.
    const wrapper = vm.runInContext(`(function (exports, require, module) {${context.lodeSource}\n})`, context, { filename: basename(path) });
    context.lodeStart = wrapper;
    context.lodeFail = (error) => support.log("uncaught", error);
    vm.runInContext("{ const start = lodeStart, require = lodeRequire, fail = lodeFail;" +
      "delete globalThis.lodeStart; delete globalThis.lodeRequire; delete globalThis.lodeFail; delete globalThis.lodeSource;" +
      "const module = { exports: {} };" +
      "try { start.call(module.exports, module.exports, require, module); } catch (e) { fail(e); } }", context, { timeout: TIMEOUT });
  } catch (error) {
    return `node: ${error && error.message}`;
  }
  return support.lines.join("\n");
}

const [support, ...files] = process.argv.slice(2);
for (const file of files) {
  console.log("\x01" + basename(file, ".js"));
  console.log(run(support, file) + "\n\x02");
}
