const base = { hi() { return 'base ' + this.n; }, n: 1 }; const mid = Object.create(base, { n: { value: 2, enumerable: true, writable: true } }); const leaf = Object.create(mid);
console.log(leaf.hi(), (leaf.n = 3, leaf.hi()), mid.hi(), base.isPrototypeOf(leaf), Object.getPrototypeOf(leaf) === mid, leaf.hasOwnProperty('hi'), Object.hasOwn(leaf, 'n'));
base.added = 'late'; console.log(leaf.added, 'added' in leaf, delete leaf.n, leaf.n);
Object.setPrototypeOf(mid, null); console.log(leaf.hi, leaf.n, 'toString' in leaf);
try { Object.setPrototypeOf(mid, leaf); } catch (e) { console.log(e.message); }
const closed = Object.preventExtensions(Object.create(null)); try { Object.setPrototypeOf(closed, Object.create(closed)); } catch (e) { console.log(e.message); }
try { Object.setPrototypeOf({}, 5); } catch (e) { console.log(e.message); }
try { Object.create(); } catch (e) { console.log(e.message); }
const o = {}; o.__proto__ = { p: 1 }; console.log(o.p, Object.keys(o), o.__proto__ === Object.getPrototypeOf(o)); o.__proto__ = 5; console.log(o.p);
console.log(Object.getPrototypeOf('s') === String.prototype, Object.prototype.__proto__, Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) === Object.getPrototypeOf(Object.getPrototypeOf(new Map()[Symbol.iterator]())));
