// Literals in every notation, as values, conditions, property keys.
const show = (...values) => console.log(...values);
show(0n, -0n, 1_000n, 0b1011n, 0o17n, 0xFFn, -0x10n, 123456789012345678901234567890n);
show(typeof 1n, typeof Object(1n), 0n ? 'true' : 'false', 1n && 'y', 0n || 'x', !0n, !!-1n);
show({ 1n: 'a', 0x10n() {}, get 2n() { return 3n; } });
class Keys { static 5n = 1; 6n() { return 7n; } }
show(Keys[5], new Keys()[6](), ({ a: 1, 7: 2 })[7n]);
const { 1n: one, 0x2n: two } = { 1: 'one', 2: 'two' };
show(one, two);
function inLoop(n) {
  let sum = 0n;
  for (let i = 0; i < n; i++) sum += i % 2 ? 3n : -10n;
  return sum;
}
show(inLoop(100));
const captured = 12n;
show((() => captured + 1n)());
switch (2n) { case 2: show('number'); break; case 2n: show('bigint'); }
for (let i = 9007199254740990n; i < 9007199254740995n; i++) show(i);
