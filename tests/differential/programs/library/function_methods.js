function f(a, b) { return [this && this.v, a, b]; }
console.log(f.call({ v: 1 }, 2, 3), f.apply({ v: 1 }, [2]), f.bind({ v: 9 }, 'x')('y'), f.bind(null, 1).length, f.bind({}).name, f.toString());
const B = function (x, y) { this.x = x; this.y = y; }.bind({ ignored: 1 }, 'bound');
const b = new B('arg');
console.log(b.x, b.y, b instanceof B, B.prototype, typeof B);
console.log(Function.prototype.call.call(function () { return this.q; }, { q: 5 }), (() => {}).name, (function () {}).name, f.length, Object.getOwnPropertyNames(f), f.hasOwnProperty('prototype'));
f.custom = 1;
Object.defineProperty(f, 'name', { value: 'renamed' });
console.log(f.name, f.custom, Object.keys(f), String(Math.max), Math.max.name, Math.max.length, String(class { }), [].map.toString());
const anon = { key: () => {}, ['k' + 1]: function () {}, get g() { return 1; } };
console.log(anon.key.name, anon.k1.name, Object.getOwnPropertyDescriptor(anon, 'g').get.name);
