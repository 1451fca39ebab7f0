let keep = [];
for (let i = 0; i < 200000; i++) { const o = { id: i, name: 'n' + i, next: null }; if (i % 1000 === 0) keep.push(o); }
console.log(keep.length, keep[199].name, keep.every((o, i) => o.id === i * 1000));
const strings = [];
for (let i = 0; i < 50000; i++) strings.push(String(i).padStart(8, '0'));
console.log(strings.join('').length, strings[49999], new Set(strings).size);
let list = null;
for (let i = 0; i < 100000; i++) list = { value: i, next: list };
let sum = 0;
for (let n = list; n; n = n.next) sum += n.value;
console.log(sum);
const m = new Map();
for (let i = 0; i < 50000; i++) m.set('k' + i, { i });
for (let i = 0; i < 50000; i += 2) m.delete('k' + i);
console.log(m.size, m.get('k49999').i);
const nested = [];
let cur = nested;
for (let i = 0; i < 5000; i++) { const n = []; cur.push(n); cur = n; }
let depth = 0;
for (let n = nested; n.length; n = n[0]) depth++;
console.log(depth);
let text = '';
for (let i = 0; i < 100000; i++) text += 'ab';
console.log(text.length, text.lastIndexOf('ba'), text.slice(-3));
const matrix = Array.from({ length: 300 }, (_, i) => Array.from({ length: 300 }, (_, j) => i * j));
console.log(matrix.flat().reduce((a, b) => a + b, 0));
const closures = [];
for (let i = 0; i < 10000; i++) closures.push(() => i);
console.log(closures.reduce((s, f) => s + f(), 0));
