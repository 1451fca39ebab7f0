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
t(() => { const a = [5, 4, 3, 2, 1]; a.sort((x, y) => { a.length = 0; return x - y; }); return a; });
t(() => { const a = [5, 4, 3]; let c = 0; a.sort((x, y) => { a.push(c++); return x - y; }); return a; });
t(() => { const a = [1, 2, 3, 4]; return a.splice({ valueOf() { a.length = 1; return 0; } }, 3); });
t(() => { const a = [1, 2, 3, 4]; return a.slice({ valueOf() { a.length = 2; return 0; } }); });
t(() => { const a = [1, 2, 3, 4]; return [a.indexOf(3, { valueOf() { a.length = 1; return 0; } }), a]; });
t(() => { const a = [1, 2, 3, 4]; return a.includes(undefined, { valueOf() { a.length = 1; return 0; } }); });
t(() => { const a = [1, 2, 3, 4]; a.copyWithin(0, { valueOf() { a.length = 2; return 1; } }); return a; });
t(() => { const a = [1, 2, { toString() { a.length = 1; return 'x'; } }, 4, 5]; return a.join(); });
t(() => { const a = [1, 2, 3]; a.forEach((x, i) => { a[i] = { x }; a.push(1.5); if (a.length > 10) a.length = 2; }); return a; });
t(() => { const a = [1, 2, 3]; return a.map((x, i) => { if (i == 0) Object.defineProperty(a, 1, { get() { return 'G'; } }); return x; }); });
t(() => { const a = [1, 2, 3]; return a.reduce((s, x, i) => { a[i + 1] = 'z'; return s + x; }, ''); });
