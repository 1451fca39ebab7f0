function Point(x, y) { if (!new.target) return new Point(x, y); this.x = x; this.y = y; }
Point.prototype.norm = function () { return Math.hypot(this.x, this.y); };
console.log(Point(3, 4).norm(), Point(3, 4), Point.prototype.constructor === Point);
function Point3(x, y, z) { Point.call(this, x, y); this.z = z; }
console.log(Point3.prototype instanceof Point);
function R() { return { other: 1 }; } function S() { this.own = 1; return 5; }
console.log(new R(), new S(), new S instanceof S);
function Child() { Parent.apply(this, arguments); } function Parent(n) { this.n = n; }
Child.prototype = Object.create(Parent.prototype, { constructor: { value: Child, writable: true, configurable: true } });
const c = new Child(2);
console.log(c, c instanceof Parent, c.constructor.name, Object.keys(Child.prototype));
