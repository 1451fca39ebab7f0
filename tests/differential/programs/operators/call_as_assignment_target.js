function f() { console.log('f'); return { valueOf() { console.log('valueOf'); return 1; } }; }
function g() { console.log('g'); }
for (const source of [() => { f() = g(); }, () => { f() += g(); }, () => { f()++; }, () => { --f(); }, () => { (f()) = 1; },
  () => { for (f() in { a: 1 }) g(); }, () => { for (f() of { [Symbol.iterator]() { return { next: () => ({ done: false }), return() { console.log('closed'); return {}; } }; } }) g(); }]) {
  try { source(); } catch (e) { console.log(e.name, e.message); }
}
// The base is looked at before the key is converted.
const key = { toString() { console.log('key'); return 'k'; } };
for (const base of [null, undefined]) {
  try { console.log(base[key] += (console.log('right'), 1)); } catch (e) { console.log(e.name, e.message); }
  try { console.log(base[key]++); } catch (e) { console.log(e.name, e.message); }
  try { console.log(base[key] ??= 5); } catch (e) { console.log(e.name, e.message); }
}
