// Functions as values: counters, composition, currying, memoisation, callbacks, a parser of combinators.
const compose = (...fs) => (x) => fs.reduceRight((value, f) => f(value), x);
const curry = (f) => (a) => (b) => (c) => f(a, b, c);

function counter() {
  let n = 0;
  return { next: () => ++n, reset: () => { n = 0; }, get value() { return n; } };
}

function memoise(f) {
  const known = new Map();
  return (n) => {
    if (known.has(n)) return known.get(n);
    const value = f(n);
    known.set(n, value);
    return value;
  };
}

// Combinators: a parser is a function from (text, position) to a node with its end, or null.
const char = (c) => (text, at) => (text[at] === c ? { value: c, end: at + 1 } : null);
const digit = (text, at) => {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57 ? { value: code - 48, end: at + 1 } : null;
};
const many = (p) => (text, at) => {
  const values = [];
  for (let r = p(text, at); r !== null; r = p(text, at)) {
    values.push(r.value);
    at = r.end;
  }
  return { value: values, end: at };
};
const map = (p, f) => (text, at) => {
  const r = p(text, at);
  return r === null ? null : { value: f(r.value), end: r.end };
};
const either = (...ps) => (text, at) => {
  for (const p of ps) {
    const r = p(text, at);
    if (r !== null) return r;
  }
  return null;
};
const sequence = (...ps) => (text, at) => {
  const values = [];
  for (const p of ps) {
    const r = p(text, at);
    if (r === null) return null;
    values.push(r.value);
    at = r.end;
  }
  return { value: values, end: at };
};
const number = map(sequence(digit, many(digit)), ([first, rest]) => rest.reduce((n, d) => n * 10 + d, first));
const factor = (text, at) => either(number, map(sequence(char('('), expression, char(')')), ([, v]) => v))(text, at);
const chain = (p, ops) => map(sequence(p, many(sequence(either(...Object.keys(ops).map(char)), p))),
  ([first, rest]) => rest.reduce((left, [op, right]) => ops[op](left, right), first));
const term = chain(factor, { '*': (a, b) => a * b, '%': (a, b) => a % (b + 1) });
const expression = chain(term, { '+': (a, b) => a + b, '-': (a, b) => a - b });

exports.run = function run() {
  let total = 0;
  const add3 = curry((a, b, c) => a + b + c);
  const pipeline = compose((x) => x & 1023, (x) => x * 3, (x) => x + 7);
  const fib = memoise((n) => (n < 2 ? n : (fib(n - 1) + fib(n - 2)) % 1000007));
  for (let i = 0; i < 60000; i++) {
    const c = counter();
    c.next();
    c.next();
    total += c.value + add3(i)(1)(2) + pipeline(i) + fib(i % 90);
  }
  const numbers = Array.from({ length: 1000 }, (_, i) => i);
  for (let i = 0; i < 300; i++) {
    total += numbers.filter((n) => n % 3 === i % 3).map((n) => n + i).reduce((a, b) => a + b, 0);
    numbers.forEach((n) => { total -= n & 1; });
  }
  for (let i = 0; i < 6000; i++) total += expression(`(1+23)*4-(5+67%8)*9+${i}`, 0).value;
  return total;
};
