// Indirect eval of constant strings: global code.
const geval = eval;
console.log((0, eval)('1 + 1'), (0, eval)('this') === globalThis, (0, eval)(5), (0, eval)(), globalThis.eval('typeof module'));
(0, eval)('var gv = 1; function gf() { return gv++; } let gl = 2; const gc = gl');
console.log(gv, gf(), gv, typeof gl, typeof gc, Object.getOwnPropertyDescriptor(globalThis, 'gv'));
console.log(delete globalThis.gv, delete globalThis.gf, typeof gf);
(0, eval)('"use strict"; var hidden = 1; function hf() {}');
console.log(typeof hidden, typeof hf);
(function () {
  const local = 1;
  console.log((0, eval)('typeof local'), eval?.('typeof local'), [eval][0]('typeof local'));
})();

// Completion values.
console.log([
  (0, eval)(''), (0, eval)('1; var x1 = 2;'), (0, eval)('3; function f1() {}'), (0, eval)('4; if (false) 5;'), (0, eval)('6; {}'),
  (0, eval)('7; do { 8; break; } while (0)'), (0, eval)('9; do { 10; if (true) { break; } } while (0)'),
  (0, eval)('l: { 11; break l; 12 }'), (0, eval)('try { 13; throw 0 } catch { 14 } finally { 15 }'),
  (0, eval)('for (var i = 0; i < 3; i++) { if (i === 1) continue; i * 10; }'), (0, eval)('switch (1) { case 0: 16; case 1: 17; case 2: }'),
  (0, eval)('with ({ w: 18 }) w'), (0, eval)('"use strict"'), (0, eval)('19; try { 20 } finally { }'), (0, eval)('21; ;;'),
  (0, eval)('do { try { 22 } finally { 23; break; } } while (0)'), (0, eval)('24; class K1 {}'), (0, eval)('({ a: 1 }).a'),
]);

// Block functions (B.3.2.3).
(0, eval)('{ function bf() { return "bf"; } } let keep; { function keep() {} }');
console.log(bf(), typeof keep);

for (const attempt of [
  () => (0, eval)('let'), () => (0, eval)('let a; let a;'), () => (0, eval)('return 1'), () => (0, eval)('new.target'),
  () => (0, eval)('super.x'), () => (0, eval)('break;'), () => (0, eval)('import x from "y"'), () => (0, eval)('"use strict"; with (a) b'),
  () => (0, eval)('throw new RangeError("mine")'), () => (0, eval)('undefinedName'), () => (0, eval)('#x in {}'),
  () => (0, eval)('function undefined() {}'), () => (0, eval)('var undefined;'),
]) {
  try { console.log(attempt()); } catch (e) { console.log(e.name); }
}
