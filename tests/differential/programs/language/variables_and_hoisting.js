console.log(typeof hoisted, hoisted(), typeof later, v);
var v = 1;
function hoisted() { return 'h' + typeof inner; function inner() {} }
var later = function () {};
{
  function inBlock() { return 'block'; }
}
console.log(inBlock(), v);
var v;
console.log(v);
if (true) { var fromIf = 'if'; }
console.log(fromIf);
for (var k = 0; k < 2; k++);
console.log(k);
let shadow = 1;
{ let shadow = 2; console.log(shadow); }
console.log(shadow, typeof nowhere);
