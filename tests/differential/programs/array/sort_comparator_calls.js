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
t(() => { const a = [3, 1, , 2, undefined]; a.sort(); return a; });
t(() => [10, 9, 1, 2, 100, -5, -50, 0].sort());
t(() => [1.5, 10, 9, -1, NaN, Infinity].sort());
t(() => ['b', 'a', 'ab', '', 'B'].sort());
t(() => [true, false, null, 'x', 1, 10, 9].sort());
t(() => [5, 2, 8, 1].sort((a, b) => b - a));
t(() => { const c = []; [5, 2, 8, 1, 9, 3].sort((a, b) => { c.push(a + '/' + b); return a - b; }); return c; });
t(() => { const a = []; for (let i = 0; i < 200; i++) a.push({ k: (i * 7919) % 13, i }); a.sort((x, y) => x.k - y.k); return a.map(x => x.k + ':' + x.i).join(' '); });
t(() => { let s = 12345; const r = () => (s = (s * 1103515245 + 12345) & 0x7fffffff); const a = []; for (let i = 0; i < 500; i++) a.push(r() % 100); let c = 0; a.sort((x, y) => { c++; return x > y; }); return [c, a]; });
t(() => { let s = 99; const r = () => (s = (s * 1103515245 + 12345) & 0x7fffffff); const a = []; for (let i = 0; i < 1000; i++) a.push(i % 50 === 0 ? r() % 1000 : i); let c = 0, h = 0; a.sort((x, y) => { c++; h = (h * 31 + x * 7 + y) | 0; return x - y; }); return [c, h]; });
t(() => { let s = 7; const r = () => (s = (s * 1103515245 + 12345) & 0x7fffffff); const a = []; for (let i = 0; i < 3000; i++) a.push(r() % 5000); let c = 0, h = 0; a.sort((x, y) => { c++; h = (h * 31 + x * 7 + y) | 0; return x - y; }); return [c, h, a[0], a[2999]]; });
t(() => { const a = [1, 2, 3]; Object.freeze(a); a.push(4); });
t(() => { const a = Object.freeze([3, 1]); a.sort(); });
t(() => Object.freeze([1, 2]).map(x => x + 1));
