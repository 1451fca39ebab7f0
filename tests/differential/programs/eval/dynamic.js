// Just in time only: text that is known at run time alone, which needs the compiler.
const join = (...parts) => parts.join('');
function scope(text) {
  var v = 1; let l = 2;
  const r = eval(text);
  return [r, v, l];
}
console.log(scope(join('v', '+', 'l')), scope('v = 5; l = 6; this === undefined'), scope('var w = 1; w'));
const fs = [];
for (let i = 0; i < 40; i++) fs.push(new Function('x', join('return x * ', i)), (0, eval)(join('(() => ', i, ')')));
console.log(fs.map((f) => f(2)).join());
for (let round = 0; round < 3; round++) for (let i = 0; i < 20; i++) if (scope(join('v + ', i))[0] !== 1 + i) console.log('wrong', i);
const template = join('((x) => x)`t`'), id = (x) => x;
console.log(eval(template) === eval(template), (0, eval)(join('"', '\u20ac\u{1f600}\ud800', '"')) === '\u20ac\u{1f600}\ud800');
try { eval(join('var ', '1')); } catch (e) { console.log(e instanceof SyntaxError); }
try { new Function(join('a', ' b'), ''); } catch (e) { console.log(e instanceof SyntaxError); }
function deep(n) { return n === 0 ? 0 : 1 + eval(join('deep(n - ', '1)')); }
console.log(deep(30));
let recursion = 0;
function forever() { recursion++; return eval('forever()') + 1; }
try { forever(); } catch (e) { console.log(e.name, recursion > 100); }
(function () { var e = eval; var local = 'local'; console.log(e('typeof local')); })();
console.log(eval(...['1 + 2', 'ignored']), eval(eval('"1" + "2"')));
