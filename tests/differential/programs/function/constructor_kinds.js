// Just in time only: GeneratorFunction, AsyncFunction and AsyncGeneratorFunction.
const GeneratorFunction = Object.getPrototypeOf(function* () {}).constructor;
const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor;
const AsyncGeneratorFunction = Object.getPrototypeOf(async function* () {}).constructor;
const g = new GeneratorFunction('a', 'b', 'yield a; yield b; return arguments.length');
console.log([...g(1, 2)], g.name, g.length, g instanceof GeneratorFunction, g.hasOwnProperty('prototype'));
console.log(String(g), String(AsyncFunction('await 1')), String(AsyncGeneratorFunction('x', 'yield x')));
const f = AsyncFunction('x', 'return (await x) + 1');
f(Promise.resolve(41)).then(console.log);
(async () => { for await (const x of AsyncGeneratorFunction('n', 'while (n) yield n--')(3)) console.log('of', x); })();
for (const attempt of [
  () => GeneratorFunction('x = yield', ''), () => GeneratorFunction('yield', ''), () => AsyncFunction('await', ''),
  () => AsyncFunction('x = await 1', ''), () => Function('await 1'), () => new (GeneratorFunction('')), () => GeneratorFunction('*/', '/*'),
]) {
  try { attempt(); console.log('made'); } catch (e) { console.log(e.name); }
}
class Mine extends GeneratorFunction {}
const m = new Mine('yield 1');
console.log(m instanceof Mine, [...m()], Object.getPrototypeOf(m.prototype) === Object.getPrototypeOf(g.prototype));
function* evalInGenerator(a) { var r = yield eval('a'); eval('var made = r * 2'); yield made; return eval('[a, r, made, arguments.length]'); }
const it = evalInGenerator(1);
console.log(it.next(), it.next(21), it.next());
(async function (p) { console.log(await eval('p'), eval('this === undefined || typeof this')); })(Promise.resolve('awaited'));
