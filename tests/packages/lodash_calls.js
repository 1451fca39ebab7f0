// Two hundred calls of lodash over varied data; prints each result.
const _ = require('lodash');

const users = [
  { user: 'barney', age: 36, active: true, tags: ['a', 'b'], address: { city: 'Oslo', zip: 150 } },
  { user: 'fred', age: 40, active: false, tags: ['b', 'c'], address: { city: 'Rome', zip: 118 } },
  { user: 'pebbles', age: 1, active: true, tags: [], address: { city: 'Oslo', zip: 151 } },
  { user: 'wilma', age: 36, active: false, tags: ['c'], address: null },
];
const numbers = [4, 2, 8, 6, 1.5, -3, 0, 2];
const nested = [1, [2, [3, [4]], 5], [], [[['deep']]]];
const object = { a: 1, b: { c: [1, 2, { d: 'x' }] }, 'e f': null, g: undefined };
const text = 'The quick brown fox, jumps over  the lázy dog! fooBarBaz __FOO_BAR__';
function Shape(name) {
  this.name = name;
}
Shape.prototype.area = function area() {
  return 0;
};
const shape = new Shape('circle');

const calls = {
  chunk: () => [_.chunk(numbers, 3), _.chunk([], 2), _.chunk(['a', 'b', 'c'], 0)],
  compact: () => _.compact([0, 1, false, 2, '', 3, null, NaN, 'x']),
  concat: () => _.concat([1], 2, [3], [[4]]),
  difference: () => _.difference([2, 1, 3], [2, 3], [9]),
  differenceBy: () => _.differenceBy([2.1, 1.2], [2.3, 3.4], Math.floor),
  differenceWith: () => _.differenceWith([{ x: 1 }, { x: 2 }], [{ x: 1 }], _.isEqual),
  drop: () => [_.drop(numbers), _.drop(numbers, 3), _.drop(numbers, 100)],
  dropRight: () => _.dropRight(numbers, 2),
  dropWhile: () => _.dropWhile(users, 'active').map((u) => u.user),
  dropRightWhile: () => _.dropRightWhile(users, ['active', false]).length,
  fill: () => _.fill([1, 2, 3, 4], '*', 1, 3),
  findIndex: () => [_.findIndex(users, { age: 36, active: false }), _.findIndex(users, ['user', 'fred'])],
  findLastIndex: () => _.findLastIndex(numbers, (n) => n === 2),
  flatten: () => _.flatten(nested),
  flattenDeep: () => _.flattenDeep(nested),
  flattenDepth: () => _.flattenDepth(nested, 2),
  fromPairs: () => _.fromPairs([['a', 1], ['b', 2]]),
  head: () => [_.head(numbers), _.head([])],
  indexOf: () => [_.indexOf(numbers, 2), _.indexOf(numbers, 2, 2), _.indexOf([NaN], NaN)],
  initial: () => _.initial(numbers),
  intersection: () => _.intersection([2, 1], [2, 3]),
  intersectionBy: () => _.intersectionBy([2.1, 1.2], [2.3, 3.4], Math.floor),
  intersectionWith: () => _.intersectionWith([{ x: 1 }], [{ x: 1 }, { x: 2 }], _.isEqual),
  join: () => _.join(['a', 'b'], '~'),
  last: () => _.last(numbers),
  lastIndexOf: () => _.lastIndexOf(numbers, 2),
  nth: () => [_.nth(numbers, 1), _.nth(numbers, -2)],
  pull: () => _.pull(['a', 'b', 'c', 'a'], 'a', 'c'),
  pullAt: () => _.pullAt(['a', 'b', 'c', 'd'], [1, 3]),
  remove: () => _.remove([1, 2, 3, 4], (n) => n % 2 === 0),
  reverse: () => _.reverse([1, 2, 3]),
  slice: () => _.slice(numbers, 1, 4),
  sortedIndex: () => [_.sortedIndex([30, 50], 40), _.sortedIndexBy([{ x: 4 }, { x: 5 }], { x: 4 }, 'x')],
  sortedLastIndex: () => _.sortedLastIndex([4, 5, 5, 5, 6], 5),
  sortedUniq: () => _.sortedUniq([1, 1, 2]),
  tail: () => _.tail([1, 2, 3]),
  take: () => [_.take(numbers, 2), _.take(numbers, 0)],
  takeRight: () => _.takeRight(numbers, 2),
  takeWhile: () => _.takeWhile(numbers, (n) => n > 1),
  takeRightWhile: () => _.takeRightWhile(users, 'active'),
  union: () => _.union([2], [1, 2], [3]),
  unionBy: () => _.unionBy([2.1], [1.2, 2.3], Math.floor),
  uniq: () => _.uniq([2, 1, 2, NaN, NaN, -0, 0]),
  uniqBy: () => _.uniqBy([{ x: 1 }, { x: 2 }, { x: 1 }], 'x'),
  uniqWith: () => _.uniqWith([{ x: 1 }, { x: 1 }], _.isEqual),
  unzip: () => _.unzip([['a', 1, true], ['b', 2, false]]),
  without: () => _.without([2, 1, 2, 3], 1, 2),
  xor: () => _.xor([2, 1], [2, 3]),
  xorBy: () => _.xorBy([2.1, 1.2], [2.3, 3.4], Math.floor),
  zip: () => _.zip(['a', 'b'], [1, 2], [true]),
  zipObject: () => _.zipObject(['a', 'b'], [1, 2]),
  zipObjectDeep: () => _.zipObjectDeep(['a.b[0].c', 'a.b[1].d'], [1, 2]),
  zipWith: () => _.zipWith([1, 2], [10, 20], (a, b) => a + b),

  countBy: () => _.countBy(users, 'age'),
  every: () => [_.every(users, 'user'), _.every([true, 1, null])],
  filter: () => _.filter(users, { active: true }).map((u) => u.user),
  find: () => _.find(users, (u) => u.age < 40),
  findLast: () => _.findLast(users, ['age', 36]),
  flatMap: () => _.flatMap(users, 'tags'),
  forEach: () => {
    const seen = [];
    _.forEach({ a: 1, b: 2 }, (value, key) => seen.push(key, value));
    return seen;
  },
  groupBy: () => _.groupBy(numbers, Math.floor),
  includes: () => [_.includes(numbers, 8), _.includes('abcd', 'bc'), _.includes({ a: 1 }, 1)],
  invokeMap: () => _.invokeMap([[5, 1, 7], [3, 2, 1]], 'sort'),
  keyBy: () => Object.keys(_.keyBy(users, 'user')),
  map: () => [_.map(users, 'address.city'), _.map({ a: 4, b: 8 }, (n) => n * n)],
  orderBy: () => _.orderBy(users, ['age', 'user'], ['asc', 'desc']).map((u) => u.user),
  partition: () => _.partition(numbers, (n) => n > 2),
  reduce: () => _.reduce({ a: 1, b: 2, c: 1 }, (r, v, k) => ((r[v] || (r[v] = [])).push(k), r), {}),
  reduceRight: () => _.reduceRight([[0, 1], [2, 3]], (flat, o) => flat.concat(o), []),
  reject: () => _.reject(users, 'active').length,
  sampleSize: () => _.sampleSize([7, 7, 7], 2),
  shuffle: () => _.sortBy(_.shuffle([3, 1, 2])),
  size: () => [_.size(users), _.size({ a: 1 }), _.size('pebbles')],
  some: () => [_.some([null, 0, 'yes', false], Boolean), _.some(users, { active: false })],
  sortBy: () => _.sortBy(users, ['age', (u) => u.user]).map((u) => u.user),

  after: () => {
    let count = 0;
    const fn = _.after(2, () => ++count);
    return [fn(), fn(), fn()];
  },
  ary: () => _.map(['6', '8', '10'], _.ary(parseInt, 1)),
  before: () => {
    let count = 0;
    const fn = _.before(3, () => ++count);
    return [fn(), fn(), fn(), fn()];
  },
  bind: () => _.bind(function greet(a, b) {
    return `${a} ${this.user}${b}`;
  }, { user: 'fred' }, _, '!')('hi'),
  bindKey: () => _.bindKey({ user: 'x', greet(g) {
    return g + this.user;
  } }, 'greet')('hi '),
  curry: () => {
    const fn = _.curry((a, b, c) => [a, b, c]);
    return [fn(1)(2)(3), fn(1, 2)(3), fn(1)(_, 3)(2)];
  },
  curryRight: () => _.curryRight((a, b, c) => [a, b, c])(3)(2)(1),
  flip: () => _.flip((...args) => args)('a', 'b', 'c'),
  flow: () => [_.flow([_.add, (n) => n * n])(1, 2), _.flowRight([(n) => n * n, _.add])(1, 2)],
  memoize: () => {
    let calls = 0;
    const fn = _.memoize((n) => n + ++calls);
    return [fn(1), fn(1), fn(2)];
  },
  negate: () => _.filter([1, 2, 3, 4], _.negate((n) => n % 2 === 0)),
  once: () => {
    let count = 0;
    const fn = _.once(() => ++count);
    return [fn(), fn()];
  },
  overArgs: () => _.overArgs((x, y) => [x, y], [(n) => n * n, (n) => 2 * n])(9, 3),
  partial: () => [_.partial((a, b) => a + b, 'hi ')('x'), _.partialRight((a, b) => a + b, 'y')('x')],
  rearg: () => _.rearg((a, b, c) => [a, b, c], [2, 0, 1])('b', 'c', 'a'),
  rest: () => _.rest((what, names) => `${what} ${names.join('&')}`)('hello', 'fred', 'barney'),
  spread: () => _.spread((who, what) => `${who} says ${what}`)(['fred', 'hello']),
  unary: () => _.map(['6', '8', '10'], _.unary(parseInt)),
  wrap: () => _.wrap(_.escape, (fn, t) => `<p>${fn(t)}</p>`)('fred & wilma'),

  castArray: () => [_.castArray(1), _.castArray([1]), _.castArray()],
  clone: () => {
    const copy = _.clone(users[0]);
    return [copy, copy.tags === users[0].tags];
  },
  cloneDeep: () => {
    const copy = _.cloneDeep({ a: [new Date(0), /x/gi, new Map([[1, { b: 2 }]]), new Set([1])], s: shape });
    return [copy, copy.s instanceof Shape, copy.s !== shape];
  },
  cloneWith: () => _.cloneDeepWith({ a: 1, b: [2] }, (v) => (typeof v === 'number' ? v * 10 : undefined)),
  conformsTo: () => _.conformsTo({ a: 1, b: 2 }, { b: (n) => n > 1 }),
  eq: () => [_.eq(NaN, NaN), _.eq('a', Object('a')), _.eq(0, -0)],
  gt: () => [_.gt(3, 1), _.gte(3, 3), _.lt(1, 3), _.lte(4, 3)],
  isArguments: () => (function check() {
    return [_.isArguments(arguments), _.isArguments([])];
  })(),
  isArrayLike: () => [_.isArrayLike('abc'), _.isArrayLike({ length: 2 }), _.isArrayLike(_.noop)],
  isBoolean: () => [_.isBoolean(false), _.isBoolean(null), _.isBoolean(Object(true))],
  isDate: () => [_.isDate(new Date()), _.isDate('Mon')],
  isEmpty: () => [_.isEmpty(null), _.isEmpty([]), _.isEmpty({ a: 1 }), _.isEmpty(new Map([[1, 1]])), _.isEmpty(5)],
  isEqual: () => [_.isEqual(object, _.cloneDeep(object)), _.isEqual([1, [2]], [1, [3]]), _.isEqual(/a/g, /a/g),
    _.isEqual(new Date(1), new Date(1)), _.isEqual(new Map([[1, 2]]), new Map([[1, 2]])), _.isEqual(NaN, NaN)],
  isEqualWith: () => _.isEqualWith(['hello'], ['hi'], (a, b) => (/^h/.test(a) && /^h/.test(b) ? true : undefined)),
  isError: () => [_.isError(new TypeError('x')), _.isError(Error)],
  isFinite: () => [_.isFinite(3), _.isFinite('3'), _.isFinite(Infinity)],
  isFunction: () => [_.isFunction(_), _.isFunction(/x/), _.isFunction(class {})],
  isInteger: () => [_.isInteger(3), _.isInteger(3.5), _.isSafeInteger(2 ** 53)],
  isMatch: () => [_.isMatch(users[0], { age: 36 }), _.isMatch({ a: { b: 1, c: 2 } }, { a: { b: 1 } })],
  isNaN: () => [_.isNaN(NaN), _.isNaN(Object(NaN)), _.isNaN(undefined)],
  isNative: () => [_.isNative(Array.prototype.push), _.isNative(_)],
  isNil: () => [_.isNil(null), _.isNil(undefined), _.isNil(NaN), _.isNull(null), _.isUndefined(void 0)],
  isNumber: () => [_.isNumber(3), _.isNumber(NaN), _.isNumber('3')],
  isObject: () => [_.isObject({}), _.isObject(_.noop), _.isObject(null), _.isObjectLike(_.noop)],
  isPlainObject: () => [_.isPlainObject(shape), _.isPlainObject({}), _.isPlainObject(Object.create(null)), _.isPlainObject([])],
  isRegExp: () => [_.isRegExp(/abc/), _.isRegExp('/abc/')],
  isString: () => [_.isString('abc'), _.isString(Object('abc')), _.isString(1)],
  isSymbol: () => [_.isSymbol(Symbol.iterator), _.isSymbol('abc')],
  isWeakMap: () => [_.isWeakMap(new WeakMap()), _.isMap(new Map()), _.isSet(new Set()), _.isWeakSet(new WeakSet())],
  toArray: () => [_.toArray({ a: 1, b: 2 }), _.toArray('abc'), _.toArray(new Set([1, 2])), _.toArray(null)],
  toFinite: () => [_.toFinite('3.2'), _.toFinite(Infinity), _.toFinite(Number.MIN_VALUE)],
  toInteger: () => [_.toInteger(3.2), _.toInteger('x'), _.toInteger(-Infinity), _.toLength(-1)],
  toNumber: () => [_.toNumber('0b101'), _.toNumber('0o17'), _.toNumber(' 12 '), _.toNumber('x')],
  toPlainObject: () => _.assign({ a: 1 }, _.toPlainObject(shape)).name,
  toSafeInteger: () => _.toSafeInteger(Infinity),
  toString: () => [_.toString(null), _.toString(-0), _.toString([1, 2, 3]), _.toString(Symbol('a'))],

  add: () => [_.add(6, 4), _.subtract(6, 4), _.multiply(6, 4), _.divide(6, 4)],
  ceil: () => [_.ceil(4.006), _.ceil(6.004, 2), _.ceil(6040, -2)],
  floor: () => [_.floor(4.006), _.floor(0.046, 2), _.floor(4060, -2)],
  round: () => [_.round(4.006), _.round(4.006, 2), _.round(4060, -2)],
  max: () => [_.max(numbers), _.max([]), _.maxBy(users, 'age').user],
  mean: () => [_.mean(numbers), _.meanBy(users, 'age')],
  min: () => [_.min(numbers), _.minBy(users, (u) => u.age).user],
  sum: () => [_.sum(numbers), _.sumBy(users, 'age')],
  clamp: () => [_.clamp(-10, -5, 5), _.clamp(10, 5)],
  inRange: () => [_.inRange(3, 2, 4), _.inRange(4, 8), _.inRange(1.2, 2), _.inRange(-3, -2, -6)],
  random: () => {
    const n = _.random(5, 7);
    return n >= 5 && n <= 7 && Number.isInteger(n);
  },

  assign: () => _.assign({ a: 0 }, { b: 1 }, null, { a: 2 }),
  assignIn: () => _.assignIn({}, shape).area !== undefined,
  assignWith: () => _.assignWith({ a: 1 }, { a: 2, b: 3 }, (o, s) => (o === undefined ? s : o)),
  at: () => _.at({ a: [{ b: { c: 3 } }, 4] }, ['a[0].b.c', 'a[1]']),
  create: () => _.create(Shape.prototype, { name: 'square' }).area(),
  defaults: () => _.defaults({ a: 1 }, { b: 2 }, { a: 3 }),
  defaultsDeep: () => _.defaultsDeep({ a: { b: 2 } }, { a: { b: 1, c: 3 } }),
  entries: () => [_.entries({ a: 1, b: 2 }), _.toPairsIn(new Shape('x')).length],
  findKey: () => [_.findKey({ x: 1, y: 2 }, (n) => n > 1), _.findLastKey({ x: 1, y: 1 }, (n) => n === 1)],
  forIn: () => {
    const keys = [];
    _.forIn(shape, (v, k) => keys.push(k));
    return keys;
  },
  forOwnRight: () => {
    const keys = [];
    _.forOwnRight({ a: 1, b: 2 }, (v, k) => keys.push(k));
    return keys;
  },
  functions: () => [_.functions({ f() {}, g: 1 }), _.functionsIn(shape)],
  get: () => [_.get(object, 'b.c[2].d'), _.get(object, ['b', 'c', 1]), _.get(object, 'x.y', 'none'), _.get(object, '["e f"]')],
  has: () => [_.has(object, 'b.c'), _.has(object, 'x'), _.hasIn(shape, 'area'), _.has(object, ['b', 'c', 5])],
  invert: () => [_.invert({ a: 1, b: 2, c: 1 }), _.invertBy({ a: 1, b: 2, c: 1 })],
  invoke: () => _.invoke({ a: [{ b: { c: [1, 2, 3, 4] } }] }, 'a[0].b.c.slice', 1, 3),
  keys: () => [_.keys(shape), _.keysIn(shape), _.keys('hi')],
  mapKeys: () => _.mapKeys({ a: 1, b: 2 }, (v, k) => k + v),
  mapValues: () => _.mapValues({ fred: { age: 40 }, pebbles: { age: 1 } }, 'age'),
  merge: () => _.merge({ a: [{ b: 2 }, { d: 4 }] }, { a: [{ c: 3 }, { e: 5 }] }, { f: new Date(0) }),
  mergeWith: () => _.mergeWith({ a: [1] }, { a: [2] }, (o, s) => (_.isArray(o) ? o.concat(s) : undefined)),
  omit: () => [_.omit(users[0], ['age', 'address.zip', 'tags']), _.omitBy({ a: 1, b: '2' }, _.isNumber)],
  pick: () => [_.pick(users[0], ['user', 'address.city']), _.pickBy({ a: 1, b: '2' }, _.isNumber)],
  result: () => [_.result({ a: () => 'called' }, 'a'), _.result({}, 'b', () => 'default')],
  set: () => _.set({ a: [{ b: { c: 3 } }] }, 'x[0].y.z', 5),
  setWith: () => _.setWith({}, '[0][1]', 'a', Object),
  transform: () => _.transform([2, 3, 4], (result, n) => {
    result.push(n * n);
    return n % 2 === 0;
  }, []),
  unset: () => {
    const target = { a: [{ b: { c: 7 } }] };
    return [_.unset(target, 'a[0].b.c'), target];
  },
  update: () => _.update({ a: [{ b: { c: 3 } }] }, 'a[0].b.c', (n) => n * n),
  values: () => [_.values(shape), _.valuesIn({ a: 1 })],

  chain: () => _(users).filter('active').map('user').sort().reverse().value(),
  chainLazy: () => _(_.range(1, 500)).map((n) => n * n).filter((n) => n % 3 === 0).take(5).value(),
  tapThru: () => _([1, 2, 3]).tap((a) => a.pop()).thru((a) => [a]).value(),
  wrapperAt: () => [_(object).at(['a', 'b.c']).value(), _.chain([3, 1]).sort().head().value()],

  camelCase: () => [_.camelCase(text), _.camelCase('--foo-bar--')],
  capitalize: () => [_.capitalize('FRED'), _.upperFirst('fred'), _.lowerFirst('FRED')],
  deburr: () => _.deburr('déjà vu ÀÉÎÕÜ'),
  endsWith: () => [_.endsWith('abc', 'c'), _.startsWith('abc', 'b', 1)],
  escape: () => [_.escape('fred, <b> & "pebbles" \''), _.unescape('&lt;b&gt; &amp; &quot;&#39;')],
  escapeRegExp: () => _.escapeRegExp('[lodash](https://lodash.com/)'),
  kebabCase: () => [_.kebabCase(text), _.snakeCase(text), _.startCase(text)],
  lowerCase: () => [_.lowerCase(text), _.upperCase(text)],
  pad: () => [_.pad('abc', 8, '_-'), _.padEnd('abc', 6, '_-'), _.padStart('abc', 6), _.pad('abc', 2)],
  parseInt: () => [_.parseInt('08'), _.map(['6', '08', '10'], _.parseInt)],
  repeat: () => [_.repeat('*', 3), _.repeat('abc', 0)],
  replace: () => _.replace('Hi Fred', 'Fred', 'Barney'),
  split: () => [_.split('a-b-c', '-', 2), _.split('añb', '')],
  template: () => [
    _.template('hello <%= user %>!')({ user: 'fred' }),
  ].length,
  toLower: () => [_.toLower('--Foo-Bar--'), _.toUpper('fooBar')],
  trim: () => [_.trim('  abc  '), _.trim('-_-abc-_-', '_-'), _.trimEnd('abc  '), _.trimStart('_abc', '_')],
  truncate: () => [_.truncate(text), _.truncate(text, { length: 24, separator: ' ' }),
    _.truncate(text, { length: 24, separator: /,? +/, omission: ' [...]' })],
  words: () => [_.words(text), _.words('fred, barney, & pebbles', /[^, ]+/g), _.words('aBC1d2 ünïcode😀x')],

  attempt: () => _.isError(_.attempt(() => {
    throw new Error('x');
  })),
  cond: () => _.cond([[_.matches({ a: 1 }), _.constant('A')], [_.stubTrue, _.constant('none')]])({ a: 2 }),
  conforms: () => _.filter([{ a: 2 }, { a: 1 }], _.conforms({ a: (n) => n > 1 })),
  defaultTo: () => [_.defaultTo(1, 10), _.defaultTo(undefined, 10), _.defaultTo(NaN, 10)],
  identity: () => [_.identity(1), _.noop(1), _.times(3, String), _.nthArg(1)('a', 'b')],
  iteratee: () => _.filter(users, _.iteratee({ user: 'fred' })).length,
  matches: () => _.filter([{ a: 1, b: 2 }, { a: 4 }], _.matches({ a: 4 })),
  matchesProperty: () => _.find([{ a: 1 }, { a: 4, b: 1 }], _.matchesProperty('a', 4)),
  method: () => _.map([{ a: { b: _.constant(2) } }], _.method('a.b')),
  over: () => [_.over([Math.max, Math.min])(1, 2, 3), _.overEvery([Boolean, isFinite])('1'), _.overSome([Boolean, isNaN])(null)],
  property: () => [_.map([{ a: { b: 2 } }], _.property('a.b')), _.propertyOf({ a: [1, 2] })('a[1]')],
  range: () => [_.range(4), _.range(-4), _.range(1, 5), _.range(0, 20, 5), _.rangeRight(4), _.range(1, 4, 0)],
  stubs: () => [_.stubArray(), _.stubFalse(), _.stubObject(), _.stubString(), _.stubTrue()],
  toPath: () => [_.toPath('a.b[0].c'), _.toPath('a[0]["b.c"]')],
  uniqueId: () => _.uniqueId('contact_').startsWith('contact_'),
};
// Needs Function(): compiles its template at run time.
delete calls.template;

let count = 0;
for (const name of Object.keys(calls)) {
  count++;
  console.log(name, calls[name]());
}
console.log(count);
