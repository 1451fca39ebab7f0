let n = 0;
function show(v, d = 0) {
  if (v === null) return 'null';
  if (typeof v === 'string') return JSON.stringify(v);
  if (typeof v === 'symbol') return v.toString();
  if (Object.is(v, -0)) return '-0';
  if (typeof v !== 'object') return String(v);
  if (d > 4) return '...';
  if (Array.isArray(v)) {
    let s = '[';
    for (let i = 0; i < Math.min(v.length, 30); i++) s += (i ? ',' : '') + (i in v ? show(v[i], d + 1) : '_');
    return s + ']' + (v.length > 30 ? v.length : '');
  }
  return '{' + Reflect.ownKeys(v).map(k => String(k) + ':' + show(v[k], d + 1)).join() + '}';
}
function t(f) {
  let r;
  try { r = show(f()); } catch (e) { r = e.name + ': ' + e.message; }
  console.log(++n + ' ' + r);
}
t(() => { const o = { a: 1, get b() { delete this.c; this.d = 4; return 2; }, c: 3 }; return JSON.stringify(o); });
t(() => { const o = { a: { toJSON() { delete o.b; o.z = 1; return 'A'; } }, b: 2, c: 3 }; return JSON.stringify(o); });
t(() => JSON.stringify({ a: 1, b: [{ a: 2, c: 3 }] }, ['b', 'a', 'a', 1, new String('q')]));
t(() => JSON.stringify(new Proxy({ a: 1, b: 2 }, { ownKeys() { return ['b', 'a']; } })));
t(() => JSON.stringify([new Date(NaN)]));
t(() => { const a = {}; a['']=a; return JSON.stringify(a); });
t(() => JSON.parse('[1,[2,{"a":[3]}]]', function (k, v) { if (k === '0' && Array.isArray(this)) this.push?.call(this, 'x'); return v; }));
t(() => JSON.parse('{"a":1,"b":2,"c":3}', function (k, v) { if (k === 'a') { delete this.b; this.d = 1; } return v; }));
t(() => JSON.parse('  \t\n\r {"a" : "b" , "c":[ ] , "d":{ } }  '));
t(() => JSON.parse('123456789012345678901234567890'));
t(() => JSON.parse('[0,-0,0.0,1e5,1E+5,1e-5,-1.5e3,9007199254740993,0.1,123456789,1234567890,-2147483648]'));
t(() => JSON.parse('"\\b\\f\\n\\r\\t\\/\\\\\\""'));
t(() => JSON.parse('"\\u00e9\\ud83d"'));
t(() => JSON.parse('\u00a01'));
t(() => JSON.parse('{"constructor":1,"toString":2,"length":3,"0":4,"-1":5,"4294967295":6,"4294967294":7}'));
