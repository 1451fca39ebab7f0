const o = {
  v: 7,
  run() { return [1, 2].map((n) => n * this.v); },
  nested() { return () => () => this.v; },
  args() { return ((x) => arguments[0] + x)(1); },
  target() { return (() => new.target)(); },
};
console.log(o.run(), o.nested()()(), o.args(40), o.target());
const arrow = () => 1;
console.log('prototype' in arrow, arrow.call(null), typeof arrow);
try { new arrow(); } catch (e) { console.log(e.message); }
console.log((() => ({}))(), (() => {})(), (a => b => a + b)(1)(2), (async => async)(3));
class K { m = () => this.x; x = 4; }
const { m } = new K();
console.log(m());
