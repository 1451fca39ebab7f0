const log = []; const target = { set x(v) { log.push(v); } };
Object.assign(target, { x: 1 }, null, { x: 2 }, 'ab', 5, true); console.log(log, target[0], target[1]);
console.log({ ...{ get x() { return 'value'; } } }, Object.getOwnPropertyDescriptor({ ...{ get x() { return 1; } } }, 'x'));
console.log({ ...[1, 2], ...'z' }, { ...new (class { own = 1; get up() { return 2; } })() }, { a: 1, ...{ a: 2 }, a: 3 });
try { Object.assign(null); } catch (e) { console.log(e.message); }
try { Object.assign(Object.freeze({ a: 1 }), { a: 2 }); } catch (e) { console.log(e.message); }
console.log(Object.assign(Object('x'), { k: 1 }), Object.assign([1, 2, 3], [9]), Object.assign(() => {}, { p: 1 }).p);
const src = Object.create({ no: 1 }, { hidden: { value: 1 }, shown: { value: 2, enumerable: true } }); console.log({ ...src });
