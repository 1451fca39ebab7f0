// getOrInsert of maps, Promise.allKeyed, Error.isError, JSON with source text.
const map = new Map([['a', 1]]);
print([map.getOrInsert('a', 2), map.getOrInsert('b', 3)].join());
print([map.getOrInsertComputed(-0, (key) => Object.is(key, 0)), JSON.stringify([...map])].join());
const weak = new WeakMap(), key = {};
print([weak.getOrInsertComputed(key, () => 'made'), weak.getOrInsert(key, 'other')].join());
for (const f of [() => weak.getOrInsert(1, 2), () => map.getOrInsertComputed('c', 1), () => Map.prototype.getOrInsert.call(weak, key, 1)]) {
  try {
    f();
  } catch (error) {
    print(error.name);
  }
}

print([Error.isError(new RangeError()), Error.isError({ __proto__: Error.prototype }), Error.isError(new Proxy(new Error(), {}))].join());

const text = '{"big": 12345678901234567890, "list": [1.0, "\\u0061", {"x": null}], "x": 1, "x": true, "__proto__": -0 }';
JSON.parse(text, function (name, value, context) {
  print(`${name} ${JSON.stringify(context)}`);
  return value;
});
JSON.parse('[1, 2, {"a": 3}]', function (name, value, context) {
  if (name === '0') this[1] = 5, this[2] = [4];
  print(`${name} ${JSON.stringify(context)}`);
  return value;
});
print([JSON.stringify({ big: JSON.rawJSON('12345678901234567890'), list: [JSON.rawJSON('"x"')] }, null, 1)].join());
const raw = JSON.rawJSON(1);
print([JSON.isRawJSON(raw), JSON.isRawJSON({ rawJSON: '1' }), Object.isFrozen(raw), Object.getPrototypeOf(raw), raw.rawJSON].join());
for (const text of ['', ' 1', '{}', '[]', 'undefined', '1 2']) {
  try {
    JSON.rawJSON(text);
  } catch (error) {
    print(error.name);
  }
}

Promise.allKeyed({ a: 1, b: Promise.resolve(2), [Symbol.iterator]: 3 }).then((o) =>
  print(`${Object.getPrototypeOf(o)} ${Reflect.ownKeys(o).length} ${JSON.stringify(o)}`));
Promise.allSettledKeyed({ a: 1, b: Promise.reject('no') }).then((o) => print(JSON.stringify(o)));
Promise.allKeyed({ a: Promise.reject('no') }).catch(print);
