// Template literals of several parts: order of evaluation, conversion, length, width.
const log = [];
const part = (name, value) => ({ toString() { log.push(`to ${name}`); return value; }, valueOf() { return 'never'; } });
const make = (name, value) => (log.push(`make ${name}`), part(name, value));
console.log(`<${make('a', 1)}|${make('b', 'x')}|${make('c', null)}>`, log.join());
log.length = 0;
try {
  console.log(`${make('a', 1)}${Symbol('s')}${make('b', 2)}`);
} catch (e) {
  console.log(e.name, e.message, log.join());
}
try {
  console.log(`a${make('a', 1)}b${{ toString() { throw new Error('thrown'); } }}c${make('c', 2)}`);
} catch (e) {
  console.log(e.message);
}
console.log(`${1}${-0}${NaN}${1e21}${123456}${1023}${1024}${-1}${1.5}${10n}${true}${null}${undefined}${[1, [2, 3]]}`);
console.log(`${''}${''}${''}`.length, `${''}a${''}`, `${'a'}${''}`, `${''}`, `${'x'}`, `${7}`);
let long = '';
for (let i = 0; i < 100; i++) long = `${long}<${i}>${long.length & 1 ? 'odd' : 'even'}`;
console.log(long.length, long.slice(0, 60), long.slice(-20));
const slice = long.slice(10, 60);
console.log(`${slice}:${slice}:${slice}`, `${slice}é${'ÿ'}\u0100${slice}`);
const rope = 'abcdefghijklmnopqrst' + slice.slice(0, 10) + '!';
console.log(`[${rope}][${rope}]`, `[${rope}😀][${'\ud83d'}${'\ude00'}]`, [...`${'\ud83d'}${'\ude00'}-${'x'}`].length);
for (const n of [1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 42, 43, 64, 127, 128, 129, 200]) {
  const s = 'abcdefghij'.repeat(20).slice(0, n);
  const t = `${s}|${s}|${s}`;
  if (t !== [s, s, s].join('|') || s + '|' + s !== [s, s].join('|')) console.log('wrong', n);
}
const text = 5 + 'a' + 6 + ('b' + 7) + (8 + 9 + 'c') + -0 + 'd' + 0.1 + 'e' + NaN + 2 ** 31 + -5 + 'f';
console.log(text, '' + 5 + 6, 1023 + '' + 1024);

// over frozen and unusual arrays by index
function tagged(strings, ...values) {
  let out = '';
  for (let i = 0; i < strings.length + 2; i++) out += `${strings[i]}/${strings.raw[i]};`;
  return out + values.length + strings[-1] + strings[0.5];
}
for (let i = 0; i < 3; i++) console.log(tagged`a\n${i}b\u{41}${i}\x`);
const sealed = Object.seal([1, , 3]);
const odd = [1, 2, 3];
Object.defineProperty(odd, 1, { get() { return this === odd ? 'got' : 'not'; } });
Array.prototype[1] = 'inherited';
for (let i = 0; i < 4; i++) console.log(sealed[i], odd[i], Object.freeze([0, , 2])[i]);
delete Array.prototype[1];

// strings and iterators in for-of
const sources = ['ab', 'é😀x', '\ud83d', 'a' + 'b'.repeat(40) + '\ude00', long.slice(5, 50), `wide\u0100${slice}`];
for (const s of sources) {
  let out = [];
  for (const c of s) out.push(c);
  console.log(out.length, out.join('') === s);
}
const entries = [1, , 3].entries();
for (const [i, v] of entries) { console.log(i, v); if (i === 1) break; }
console.log([...entries].length, entries.next());
const growing = [1, 2];
for (const [i] of growing.entries()) { if (growing.length < 5) growing.push(i); else console.log(i); }
for (const [i, v] of new Uint8Array([5, 6]).entries()) console.log(i, v);
for (const v of Array.prototype.values.call({ length: 2, 0: 'a', get 1() { return 'got'; } })) console.log(v);
const proto = Object.getPrototypeOf([].keys()), next = proto.next;
proto.next = function () { const r = next.call(this); return r.done ? r : { done: false, value: `-${r.value}` }; };
for (const k of [7, 8].keys()) console.log(k);
proto.next = next;
for (const k of [7, 8].keys()) console.log(k);
try { for (const v of Array.prototype.values.call({ get length() { throw new Error('length'); } })) console.log(v); } catch (e) { console.log(e.message); }
const [first, , third = 'none'] = [4, 5].values();
console.log(first, third);
