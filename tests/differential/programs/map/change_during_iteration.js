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
t(() => { const m = new Map([[1, 1]]); m.forEach((v, k) => { if (k < 100) { m.delete(k); m.set(k + 1, 0); } }); return [...m.keys()]; });
t(() => { const m = new Map([[1, 1], [2, 2], [3, 3]]); const it = m[Symbol.iterator](); it.next(); m.clear(); m.set(9, 9); const r = [it.next(), it.next()]; m.set(10, 1); r.push(it.next()); return r; });
t(() => { const s = new Set([1, 2, 3]); const r = []; for (const x of s) { r.push(x); if (x === 2) { s.clear(); s.add(7); s.add(1); } } return r; });
t(() => { const m = new Map(); for (let i = 0; i < 100; i++) m.set(i, i); const it = m.keys(); for (let i = 0; i < 50; i++) it.next(); for (let i = 0; i < 90; i++) m.delete(i); for (let i = 200; i < 400; i++) m.set(i, i); const r = []; for (const k of it) r.push(k); return [r.length, r.slice(0, 12)]; });
t(() => { const m = new Map([[1, 1], [2, 2], [3, 3]]); const r = []; for (const [k] of m) { r.push(k); if (k === 1) { m.delete(2); m.set(4, 4); } if (k === 4) m.set(1, 5); } return r; });
t(() => { const s = new Set([1, 2, 3]); const r = []; for (const x of s) { r.push(x); s.delete(x); if (r.length < 50) s.add(x + 10); } return r; });
t(() => { const s = new Set([1]); const it = s.values(); s.clear(); s.add(2); return [it.next().value, it.next().done]; });
t(() => { const m = new Map(); for (let i = 0; i < 10000; i++) m.set('k' + i, i); for (let i = 0; i < 10000; i += 2) m.delete('k' + i); let s = 0; m.forEach((v) => s += v); return [m.size, s, m.get('k1'), m.has('k2')]; });
t(() => { const s = new Set(); const o = {}; s.add(o).add(o).add('x' + 1).add('x1'); return [s.size, s.has(o), s.has('x1')]; });
t(() => { const m = new Map([[1.0, 'a']]); return [m.get(2 / 2), m.has(1e9), m.set(1e9, 1).has(1000000000)]; });
