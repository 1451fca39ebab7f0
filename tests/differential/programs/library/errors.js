const e = new Error('msg', { cause: 'why' });
console.log(e.message, e.name, e.cause, String(e), e instanceof Error, Object.keys(e), 'stack' in e, e.hasOwnProperty('message'), e.hasOwnProperty('name'));
for (const E of [TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError]) { const x = new E('m'); console.log(x.name, x instanceof Error, E.prototype.name, Object.getPrototypeOf(E) === Error, String(x), E.length); }
const agg = new AggregateError([1, new Error('x')], 'many');
console.log(agg.errors.length, agg.message, agg.name);
function where() { return new Error('here').stack.split('\n').slice(0, 2).map((l) => l.replace(/\(.*[\\/]/, '(').replace(/:\d+:\d+/, '')); }
console.log(where());
class Custom extends TypeError { get name() { return 'Custom'; } }
console.log(String(new Custom('c')), new Custom('c') instanceof TypeError, Error('no new') instanceof Error, Error.prototype.toString.call({ name: 'N', message: 'M' }));
const o = {};
Error.captureStackTrace(o);
console.log(typeof o.stack, Error.stackTraceLimit, Object.prototype.toString.call(e));
e.name = 'Renamed';
console.log(String(e), new Error(undefined).hasOwnProperty('message'), new Error('').message === '', new Error({ toString: () => 'conv' }).message);
const prepared = (() => { const old = Error.prepareStackTrace; Error.prepareStackTrace = (err, frames) => frames.length > 0 && typeof frames[0].getLineNumber(); const r = new Error('x').stack; Error.prepareStackTrace = old; return r; })();
console.log(prepared);
