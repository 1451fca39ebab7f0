const o = { a: { b: () => ({ c: 5 }), arr: [1], n: null }, f: null };
console.log(o?.a?.b?.().c, o.x?.y.z.w, o.f?.(), o.a.n?.[0], o.a?.arr?.[0], o?.['a'].arr.length, null?.x, undefined?.[1], delete o?.a?.n, delete o.zz?.q, 'n' in o.a);
let n = 0; o.x?.[n++]; o.x?.y(n++); console.log(n);
console.log(null ?? 'd', undefined ?? 'd', 0 ?? 'd', '' ?? 'd', false ?? 'd', NaN ?? 'd', (null || undefined) ?? 'z');
const t = { m() { return this === t; }, get g() { return () => this; } }; console.log(t?.m(), (t?.m)(), t.m?.(), (0, t.m)?.());
try { o.a.missing(); } catch (e) { console.log(e.message); } try { o.x.y; } catch (e) { console.log(e.message); } try { o?.a.q.r; } catch (e) { console.log(e.message); } try { o.a?.arr(); } catch (e) { console.log(e.message); }
console.log(((x) => x?.y ?? 'none')({ y: 0 }), true ? .5 : 1);
