console.log([Object(1), Object('s'), Object(true), Object(Symbol.iterator).toString(), Object(null), new Object(undefined)], Object({}) instanceof Object);
console.log({} + '', [] + {}, [1, [2, 3]] + '', `${[]}`, +[], +[5], +{}, +new Date(5), String(null), String([null, undefined, 1]));
console.log(Object.prototype.toString.call(null), ...[undefined, 1, '', true, [], () => {}, /x/, new Date(0), new Error(), Symbol(), Math, JSON, new Map(), Promise.resolve(), function () { return arguments; }()].map((x) => Object.prototype.toString.call(x)));
console.log(Object.is(NaN, NaN), Object.is(0, -0), Object.is('a', 'a'), Object.is({}, {}));
const v = { valueOf() { return 42; }, toString() { return 'str'; } }; console.log(v + 1, `${v}`, v * 2, v > 41, v == 42, [v] + '', { [v]: 1 });
for (const bad of [{ valueOf: () => ({}), toString: () => ({}) }, Object.create(null), { [Symbol.toPrimitive]: 5 }, { [Symbol.toPrimitive]: () => ({}) }]) try { bad + ''; } catch (e) { console.log(e.message); }
