// Stacks show who awaits what is running; a call of an async function shows once.
const show = (e) => console.log(e.stack.replace(/\(?[.]*\/[^ ]*\/([^/]*)\)/g, '$1').replace(/ [.]*\/[^ ]*\//g, ' '));
async function thrower() { await null; throw new Error('deep'); }
async function middle(x) {
  const y = 1 + await thrower(x);
  return y;
}
const arrow = async () => { try { return await middle(1); } finally { void 0; } };
async function* gen() { yield 1; await arrow(); }
async function main() { for await (const v of gen()) { void v; } }
async function viaThen() { await main().then((v) => v); }
async function last() { await viaThen(); }
async function synchronous() { function inner() { return new Error('before any await'); } return inner(); }
(async () => {
  try { await last(); } catch (e) { show(e); }
  try { await (async function () { await null; null.x; })(); } catch (e) { show(e); }
  show(await synchronous());
  await null; show(new Error('in a job'));
  try { await Promise.reject(new Error('made here')); } catch (x) { show(x); }
  try { await (async (a = null.y) => a)(); } catch (x) { show(x); }
  const wait = new Promise((resolve, reject) => setTimeout(() => reject(new TypeError('from a timer')), 1)); try { await wait; } catch (x) { console.log(x.message); }
  await last();
})();
