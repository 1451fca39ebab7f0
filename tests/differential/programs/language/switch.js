function f(x) {
  switch (x) {
    case 1: return 'one';
    case '1': return 'string one';
    case NaN: return 'never';
    case 2:
    case 3: { const r = 'two or three'; return r; }
    default: return 'default';
    case 4: return 'four';
  }
}
console.log([1, '1', NaN, 2, 3, 4, 5, undefined].map(f));
function g(x) { let s = ''; switch (x) { default: s += 'd'; case 1: s += '1'; case 2: s += '2'; break; case 3: s += '3'; } return s; }
console.log([0, 1, 2, 3].map(g));
function calls() { const l = []; const c = (v) => (l.push(v), v); switch (3) { case c(1): case c(3): case c(4): } return l; }
console.log(calls());
for (let i = 0; i < 3; i++) { switch (i) { case 1: continue; } console.log(i); }
