function f(a, b, c) { 'use strict'; return [this, a, b, c, arguments.length]; }
console.log(f.call(1, 2), f.apply(null, [1, 2]), f.apply('t', { length: 2, 0: 'x', 1: 'y' }), f.apply(undefined));
const b = f.bind('me', 1);
console.log(b(2, 3), b.length, b.name, b.call('other'), b.bind('x', 9)(8), 'prototype' in b);
function P(x, y) { this.x = x; this.y = y; }
const Q = P.bind(null, 1);
console.log(new Q(2), new Q(2) instanceof P, new Q(2) instanceof Q);
try { f.apply(null, 5); } catch (e) { console.log(e.name, e.message); }
try { Function.prototype.call.call(5); } catch (e) { console.log(e.name, e.message); }
console.log(Math.max.apply(null, [1, 5, 3]), Function.prototype.apply.length, [].concat.apply([], [[1], [2]]));
