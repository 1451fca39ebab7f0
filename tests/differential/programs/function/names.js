const f = function () {}, g = () => {}, h = class {}, i = function named() {};
console.log([f.name, g.name, h.name, i.name]);
const o = { a() {}, b: () => {}, get c() { return 1; }, ['d' + 1]: function () {}, [Symbol('s')]() {}, [Symbol()]: () => {}, 5() {} };
console.log(o.a.name, o.b.name, Object.getOwnPropertyDescriptor(o, 'c').get.name, o.d1.name, o[5].name);
console.log(Object.getOwnPropertySymbols(o).map((s) => o[s].name));
let { x = () => {}, y: z = function () {} } = {}; let [w = class {}] = [];
console.log(x.name, z.name, w.name, f.bind().name, (() => {}).name === '');
class A { static s() {} #p() {} get q() { return 0; } static n() { return new A().#p.name; } }
console.log(A.s.name, A.n(), Object.getOwnPropertyDescriptor(A.prototype, 'q').get.name);
class B { static name = 'own'; }
console.log(B.name, Object.getOwnPropertyDescriptor(function q() {}, 'name'));
let late; late = () => {}; console.log(late.name);
