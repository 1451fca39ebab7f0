// Function called and constructed with constant strings, which are compiled with the program.
const add = new Function('a', 'b', 'return a + b');
console.log(add(1, 2), add.name, add.length, typeof add.prototype, new add(1, 2) instanceof add);
console.log(String(add));
console.log(String(Function()), String(new Function('a, b', 'c /* x */', '')), String(Function('...r', '// comment')));
console.log(Function('return this')() === globalThis, Function('"use strict"; return this')());
console.log(Function('a = 1, { b } = { b: 2 }, ...c', 'return [a, b, c, arguments.length]')());
console.log(Function('return typeof anonymous')(), Function('return typeof require')());
console.log(Function('return Function("return 7")()')(), Function('x', 'return () => x')(5)());
console.log(new Function('class C { #p = 1; get p() { return this.#p; } } return new C().p')());
var counter = 0;
globalThis.counter = 10;
console.log(Function('return ++counter')(), counter);

// Each has an object of its own.
const make = () => new Function('return 1');
console.log(make() === make(), make().toString() === make().toString());

// Parameters and body stand for themselves.
for (const attempt of [
  () => new Function('/*', '*/){'), () => new Function('a', '}, function () {'), () => new Function('a, a', '"use strict"'),
  () => new Function('super()'), () => new Function('let x; var x'), () => new Function('a = super.b', ''),
  () => new Function('return #x in y'), () => new Function('a = 1', '"use strict"'), () => new Function('new.target.x'),
]) {
  try { console.log(typeof attempt()); } catch (e) { console.log(e.name); }
}
