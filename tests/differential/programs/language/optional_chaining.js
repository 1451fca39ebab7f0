const o = { a: { b: null, f() { return this.x; }, x: 'ex' }, arr: [1, { z: 2 }] };
console.log(o?.a?.b, o.q?.b.c.d, o.a?.f(), o.a.g?.(), o.arr?.[1].z, o.zzz?.[0].q, null?.x, undefined?.[1 + 1]);
let n = 0;
o.none?.[n++];
o.none?.f(n++);
console.log(n, delete o?.a?.x, o.a.x, delete o.none?.q);
console.log((o?.a).f?.call({ x: 'called' }), o.a?.['f']?.());
try { o.a.b.c; } catch (e) { console.log(e.message); }
try { o?.a.g(); } catch (e) { console.log(e.message); }
console.log(null ?? 'd', 0 ?? 'd', '' || 'e', (null || undefined) ?? 'f', o.a?.b ?? 'null b');
