// Prints what a function returns or throws, numbered.
let n = 0;
function show(v, d = 0) {
  if (v === null) return 'null';
  if (typeof v === 'string') return JSON.stringify(v);
  if (typeof v === 'symbol') return v.toString();
  if (Object.is(v, -0)) return '-0';
  if (typeof v !== 'object') return String(v);
  if (d > 4) return '...';
  if (Array.isArray(v)) {
    let s = '[';
    for (let i = 0; i < Math.min(v.length, 30); i++) s += (i ? ',' : '') + (i in v ? show(v[i], d + 1) : '_');
    return s + ']' + (v.length > 30 ? v.length : '');
  }
  return '{' + Reflect.ownKeys(v).map(k => String(k) + ':' + show(v[k], d + 1)).join() + '}';
}
function t(f) {
  let r;
  try { r = show(f()); } catch (e) { r = e.name + ': ' + e.message; }
  console.log(++n + ' ' + r);
}
module.exports = t;
