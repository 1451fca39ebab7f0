// Many kinds of cells and of places that allocate: what LODE_FAIL_ALLOC is tried on.
const fs = require('fs'), util = require('util'), EventEmitter = require('events');
class Shape { #area = 0; static count = 0; constructor(n) { this.n = n; Shape.count++; } set area(v) { this.#area = v; } get area() { return this.#area; } }
class Square extends Shape { constructor(n) { super(n); this.area = n * n; } }
const squares = Array.from({ length: 20 }, (_, i) => new Square(i));
const { a, ...rest } = Object.assign({}, { a: 1, b: 2 }, ...squares.map((s) => ({ ['k' + s.n]: s.area })));
const map = new Map(Object.entries(rest)), set = new Set(map.keys()), weak = new WeakMap(squares.map((s) => [s, s.n]));
const text = squares.map((s) => s.area).join('-').replace(/(\d)(\d)/g, (m, x, y) => y + x).split('-').sort().concat(['é😀']);
const parsed = JSON.parse(JSON.stringify({ text, rest, date: new Date(0), nested: [[[{ deep: 'yes' }]]] }, null, 1));
const proxy = new Proxy([], { set: (t, k, v) => Reflect.set(t, k, v) });
proxy.push(...text.slice(0, 5), Symbol('s').toString(), 'x'.repeat(100) + String(set.size));
const bound = function (...args) { return [this.n, ...args, arguments.length]; }.bind(squares[3], 1);
const emitter = new EventEmitter().on('e', (v) => proxy.push(v)).once('e', () => {});
emitter.emit('e', bound(2, 3));
try { null.property; } catch (e) { proxy.push(e.message, e.stack.length > 10, new Error('outer', { cause: e }).cause === e); }
for (const [i, m] of [...'a1b22'.matchAll(/(?<letter>[a-z])(\d+)/g)].entries()) proxy.push(i + m.groups.letter);
const sparse = []; sparse[5000000] = 1; Object.defineProperty(sparse, 1, { get: () => map.size }); Object.freeze(rest);
Promise.all([1, Promise.resolve(2), new Promise((r) => setTimeout(r, 1, 3))]).then((v) => console.log('all', v)).finally(() => console.log(weak.get(squares[2])));
console.log(a, set.size, Shape.count, parsed.nested, proxy.length, util.inspect(map, { depth: 0 }).length > 20, fs.existsSync('.'), sparse[1], util.format('%s %j', text, [a]));
process.nextTick(() => console.log('tick', [3, 1, 2].toSorted(), `${squares.length}`, 0.1 + 0.2, (255).toString(16)));
