const proto = { p: 1, b: 2 };
const o = Object.create(proto);
o.b = 1; o[2] = 'two'; o.a = 1; o[1] = 'one'; o['-1'] = 1;
Object.defineProperty(o, 'hidden', { value: 1, enumerable: false });
Object.defineProperty(o, 'p', { value: 1, enumerable: false });
for (const k in o) console.log(k);
for (const k in null) console.log('never');
for (const k in undefined) console.log('never');
for (const k in 5) console.log('never');
const d = { a: 1, b: 2, c: 3 };
for (const k in d) { console.log(k); delete d.b; d.z = 1; }
function F() { this.own = 1; }
F.prototype.inherited = 2;
for (const k in new F()) console.log(k);
const arr = [1, 2];
arr.extra = 3;
for (const k in arr) console.log(k);
