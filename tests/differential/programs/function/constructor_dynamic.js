// Just in time only: functions of text that only a run shows, which need the compiler.
const join = (...parts) => parts.join('');
// The prototype comes from newTarget.
class Sub extends Function {
  constructor() { super('return 42'); }
  twice() { return this() * 2; }
}
const sub = new Sub();
console.log(sub(), sub.twice(), sub instanceof Sub, sub.name);
const other = Reflect.construct(Function, ['return 2'], Object);
console.log(Object.getPrototypeOf(other) === Object.prototype, Function.prototype.call.call(other));

// Other ways to the constructor.
console.log((class {}).constructor === Function, (class {}).constructor(join('return ', '9'))());
console.log(Function(...['a', 'b', 'return a * b'])(3, 4), Function.call(null, 'return 5')(), Function.bind(null, 'x')('return x')(6));

// Arguments are converted in order, before anything is parsed.
const log = [];
const text = (name, value) => ({ toString() { log.push(name); return value; } });
try { Function(text('a', 'a'), text('b', '('), text('body', '')); } catch (e) { console.log(e.name, log.join()); }
console.log(Function(text('c', 'x, y'), text('d', 'return x + y'))(1, 2), log.join());
