class Base { constructor(o) { return o; } }
class Stamp extends Base { #mark = 1; static has(o) { return #mark in o; } }
const o = {};
new Stamp(o);
console.log(Stamp.has(o), Stamp.has({}), Object.keys(o));
try { new Stamp(o); } catch (e) { console.log(e.name, e.message); }
const make = () => class { #p = 1; static read(x) { return x.#p; } };
const X = make(), Y = make();
console.log(X.read(new X()));
try { X.read(new Y()); } catch (e) { console.log(e.message); }
class Outer { #v = 1; Inner = class { #v = 2; get(o) { return [this.#v, o instanceof Outer]; } }; }
console.log(new (new Outer().Inner)().get(new Outer()));
