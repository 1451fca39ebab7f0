// Objects that change while a loop reads and writes several of their properties.
function Point(x, y) { this.x = x; this.y = y; }

function sums(points, times) {
  let s = 0;
  for (let t = 0; t < times; t++) {
    for (let i = 0; i < points.length; i++) {
      const p = points[i];
      p.x = p.x + p.y * 0.5;
      p.y = p.y - 1;
      s += p.x + p.y;
    }
  }
  return s;
}

// One shape, then several, then none that qualifies.
console.log(sums([new Point(1, 2), new Point(3, 4)], 3));
console.log(sums([{ x: 1, y: 2 }, { y: 5, x: 1 }, new Point(0.5, 0.25)], 4));
const log = [];
console.log(sums([{ x: 1, get y() { return 2; }, set y(v) { log.push(v); } }], 2), log);
console.log(sums([Object.create(new Point(1, 2)), new Proxy(new Point(1, 2), {}), [1], 'text', 7].slice(0, 2), 2));
console.log(sums(['text', 7, true], 2));
try { sums([null], 1); } catch (e) { console.log(e.message); }

// Sloppy stores to a frozen object are ignored, strict ones throw.
const frozen = Object.freeze(new Point(1, 2));
console.log(sums([new Point(1, 2), frozen], 3), frozen);
(function () {
  'use strict';
  const list = [new Point(1, 2), frozen];
  try {
    for (const p of list) { p.x = p.x + 1; p.y = p.y + 1; }
  } catch (e) { console.log(e.message); }
})();

// What runs in between changes the object: valueOf, a setter elsewhere, deletion, an accessor in place of data.
function between(o, change) {
  const seen = [];
  for (let i = 0; i < 6; i++) {
    seen.push(o.a, o.b, o.c);
    o.a = o.a + 1;
    const spy = { valueOf() { change(o, i); return 1; } };
    o.b = o.b * spy + o.c;
    o.c = o.a + o.b;
  }
  return seen.join(' ');
}
const plain = () => ({ a: 1, b: 2, c: 3 });
console.log(between(plain(), () => {}));
console.log(between(plain(), (o, i) => { if (i === 2) delete o.c; }));
console.log(between(plain(), (o, i) => { if (i === 2) { delete o.a; o.z = 7; o.a = 9; } }));
console.log(between(plain(), (o, i) => { if (i === 3) Object.defineProperty(o, 'c', { get() { return 100 + i; }, configurable: true }); }));
console.log(between(plain(), (o, i) => { for (let k = 0; k < i * 60; k++) o['k' + k] = k; }));
console.log(between(plain(), (o, i) => { if (i === 4) Object.freeze(o); }));
console.log(between(plain(), (o, i) => { if (i === 1) Object.setPrototypeOf(o, { inherited: 1 }); }));

// Two names for one object, and objects that take each other's place.
function two(a, b, n) {
  for (let i = 0; i < n; i++) {
    a.x = a.x + b.y;
    b.x = b.x + a.y;
    a.y = a.x - b.x;
    if (i === 5) [a, b] = [b, { y: 1.5, x: 2.5, extra: 0 }];
  }
  return [a.x, a.y, b.x, b.y];
}
const same = new Point(1, 2);
console.log(two(same, same, 8), two(new Point(1, 2), new Point(3, 4), 9));

// Cells are stored as well as numbers, into objects of any age.
function chain(n) {
  const head = { next: null, value: 0, other: null };
  for (let i = 1; i <= n; i++) {
    const node = { next: head.next, value: i, other: head.other };
    head.other = head.next;
    head.next = node;
    head.value = head.value + node.value;
  }
  let sum = 0;
  for (let node = head.next; node; node = node.next) sum += node.value + (node.other ? node.other.value : 0);
  return [sum, head.value];
}
console.log(chain(20000));
