const o = { z: 1, 10: 1, a: 1, 2: 1, [Symbol('s')]: 1, '-1': 1, '01': 1, 4294967294: 1, 4294967295: 1, 1.5: 1 };
o.b = 1; o[0] = 1; delete o.z; o.z = 2;
console.log(Object.keys(o), JSON.stringify(o), Reflect.ownKeys(o).length);
const keys = []; for (const k in o) keys.push(k); console.log(keys.join());
const many = {}; for (let i = 0; i < 50; i++) many['k' + ((i * 7) % 50)] = i; delete many.k7; many.k7 = 'again';
console.log(Object.keys(many).slice(0, 5), Object.keys(many).pop(), Object.keys(many).length);
class C { z = 1; a = 2; 5 = 1; constructor() { this.m = 3; } } console.log(Object.keys(new C()));
console.log(Object.assign({ b: 1 }, { a: 1, 3: 1 }), { ...{ y: 1, x: 1, 7: 1 } });
