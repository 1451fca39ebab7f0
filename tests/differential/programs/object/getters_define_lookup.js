const o = { _v: 1 };
o.__defineGetter__('v', function () { return this._v; }); o.__defineSetter__('v', function (x) { this._v = x * 2; });
o.v = 5; console.log(o.v, typeof o.__lookupGetter__('v'), o.__lookupSetter__('nothing'), o);
console.log(o.propertyIsEnumerable('v'), Object.create(o).propertyIsEnumerable('v'), ({}).toLocaleString(), o.valueOf() === o);
const lazy = { get big() { const value = [1, 2]; Object.defineProperty(this, 'big', { value }); return value; } };
console.log(lazy.big === lazy.big, lazy);
const counter = { n: 0, get next() { return ++this.n; } }; counter.next; console.log(counter.next + counter.next, counter.next++, counter.n);
