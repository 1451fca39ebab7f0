// Scripts of one realm: what each declares is seen by the others.
var log = (...values) => print(values.map(String).join(' '));
var attempt = (source) => {
  try {
    return log('value', $262.evalScript(source));
  } catch (error) {
    return log(error.name, error.message);
  }
};
var describe = (name) => JSON.stringify(Object.getOwnPropertyDescriptor(globalThis, name));

var first = 1;
let second = 2;
const third = 3;
class Fourth {
  static sum() { return first + second + third; }
}
function fifth() { return second; }
const sixth = class { static name2 = "sixth"; };

log(describe('first'), typeof describe('second'), this === globalThis, this.fifth === fifth);
attempt('first + second + third + Fourth.sum() + fifth()');
attempt('second = 20; first = 10; Fourth.sum()');
attempt('third = 0');
attempt('new sixth() instanceof sixth');
attempt('Fourth = 1; typeof Fourth');
for (const source of ['let first', 'let second', 'var second', 'function third() {}', 'let fifth', 'const undefined = 1',
  'let eval2 = 1; let Map = 2; typeof Map', 'var again; var again; function again() {} typeof again', 'class Fourth {}']) {
  attempt(source);
}
log(typeof Map, typeof globalThis.Map);
attempt('early; let early = 1');
attempt('typeof early2; let early2 = 1');
attempt('let readEarly = () => late; var outcome; try { readEarly(); } catch (e) { outcome = e.name; } let late = 7; [outcome, readEarly()]');
attempt('function dup() { return 1; } function dup() { return 2; } dup()');
attempt('{ function inBlock() { return "block"; } } inBlock() + Object.keys(globalThis).includes("inBlock")');
attempt('let shadowed = "outer"; { function shadowed() {} } typeof shadowed');
attempt('"use strict"; { function strictBlock() {} } typeof strictBlock');
attempt('if (true) function branch() { return "branch"; } branch()');
attempt('delete first + "," + delete second + "," + (globalThis.temporary = 1, delete temporary) + "," + typeof temporary');
Object.defineProperty(globalThis, 'fixed', { value: 1, configurable: false, writable: false });
attempt('var fixed; fixed');
attempt('let fixed');
attempt('arguments');
attempt('undeclared');
attempt('"use strict"; undeclared = 1');
attempt('undeclared = 1; undeclared');
attempt('for (var loop = 0; loop < 3; loop++) ; let [d1, { d2 = loop }] = [loop, {}]; d1 + d2');

// Completion values.
for (const source of ['1; 2; var a = 3', '1; {}', '1; if (false) 2', '1; if (true) { 3 }', '1; while (false) ;',
  'do { 2; break; } while (true)', 'do { 2; if (true) break; } while (true)', '1; do { continue; } while (false)',
  'for (var i of [1, 2, 3]) i * 2', 'switch (1) { case 1: 5; case 2: 6; break; case 3: 7 }', '3; switch (9) { default: }',
  'try { 1; throw 0 } catch { }', 'try { 1 } finally { 2 }', 'do { try { 1 } finally { 2; break } } while (true)',
  'L: { 4; break L; }', '5; function f() {}', '6; class K {}', '"use strict"; 7; ;', '8; throw new Error("out")',
  'out: for (var j = 0; j < 3; j++) { j; for (;;) { if (j == 1) { "inner"; break out } else { continue out } } }']) {
  attempt(source);
}
for (const source of ['do { 1; try { 2 } finally { break; } } while (false)', 'do { 1; try { 2 } finally { 3; continue; } } while (false)']) {
  attempt(source);
}
