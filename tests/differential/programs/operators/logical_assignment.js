const log = []; const o = { get a() { log.push('get'); return this._a; }, set a(v) { log.push('set ' + v); this._a = v; }, _a: 0 };
o.a ||= 5; o.a ||= 6; o.a &&= 7; o.a ??= 8; o._a = null; o.a ??= 9; console.log(log, o._a);
let x; x ??= 'init'; x &&= x + '!'; x ||= 'no'; console.log(x);
const c = 1; c ||= 2; try { c &&= 2; } catch (e) { console.log(e.message); }
const f = Object.freeze({ t: 1 }); f.t ||= 2; let u; u ||= () => {}; console.log(u.name, f.t);
const arr = [0, 1]; let i = 0; arr[i++] ||= 'z'; console.log(arr, i);
