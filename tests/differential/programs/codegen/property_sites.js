// One site, receivers of many shapes: own in line, own in overflow, inherited, absent, accessors, primitives.
function read(o) { return o.x; }
function write(o, v) { o.x = v; return o.x; }
const wide = {}; for (let i = 0; i < 40; i++) wide['p' + i] = i; wide.x = 'overflow';
class Base { get x() { return 'getter'; } set x(v) { this.kept = v; } }
const proto = { x: 'inherited' };
const child = Object.create(proto);
const receivers = [{ x: 1 }, { a: 0, x: 2 }, wide, child, {}, new Base(), [1], function f() {}, 'text', 5, true, Symbol()];
for (let round = 0; round < 3; round++) {
  for (const r of receivers) console.log(String(read(r)));
}
proto.x = 'changed'; console.log(read(child));
child.x = 'shadow'; console.log(read(child)); delete child.x; console.log(read(child));
for (let round = 0; round < 3; round++) {
  for (const r of [{}, { x: 1 }, { a: 1 }, wide, Object.create(proto), new Base(), []]) console.log(String(write(r, round)));
}
const frozen = Object.freeze({ x: 'f' });
(function () { 'use strict'; for (let i = 0; i < 3; i++) try { frozen.x = i; } catch (e) { console.log(e.message); } })();
for (let i = 0; i < 3; i++) { frozen.x = i; console.log(frozen.x); }
for (let i = 0; i < 3; i++) { try { read(i % 2 ? null : undefined); } catch (e) { console.log(e.message); } }
Object.prototype.x = 'everywhere'; console.log(read({}), read([]), read(7)); delete Object.prototype.x; console.log(read({}));
var late = 0; function global_read() { return late; } for (let i = 0; i < 3; i++) { late = i; console.log(global_read()); }
for (let i = 0; i < 3; i++) { try { console.log(missing); } catch (e) { console.log(e.message); } if (i === 1) globalThis.missing = 'now'; }
