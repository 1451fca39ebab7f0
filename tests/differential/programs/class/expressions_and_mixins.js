const Serializable = (Base) => class extends Base { serialize() { return JSON.stringify(this); } };
const Named = (Base) => class Named extends Base { constructor(...a) { super(...a); this.named = true; } };
class Point { constructor(x) { this.x = x; } }
class P extends Serializable(Named(Point)) {}
console.log(new P(1).serialize(), P.name, Object.getPrototypeOf(P).name, new P(2));
const K = class Inner { static who() { return Inner.name; } };
console.log(K.who(), typeof Inner, K.name, (class {}).name);
console.log(new (class { v = 1 })().v, [class {}, class Q extends Point {}]);
try { const W = class V { static m() { V = 1; } }; W.m(); } catch (e) { console.log(e.message); }
