function attempt(f) { try { console.log(f()); } catch (e) { console.log(e.name + ': ' + e.message); } }
attempt(() => x);
attempt(() => typeof x);
attempt(() => { x = 1; });
let x = 'x';
attempt(() => x);
attempt(() => { const y = y + 1; });
attempt(() => { z(); const w = 1; function z() { return w; } });
attempt(() => new C());
class C {}
attempt(() => typeof new C());
attempt(() => ((a = b, b = 1) => a)());
attempt(() => { const k = 1; k = 2; });
attempt(() => { const k = { v: 1 }; k.v = 2; return k.v; });
for (let i = 0, n = 2; i < n; i++) attempt(() => i);
