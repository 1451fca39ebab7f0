const a = 1, b = 'two';
console.log(`a=${a} b=${b} ${a + 1}${`nested ${b}`} \${} \u0041 \x41
second line`);
function tag(strings, ...values) { return [strings.length, strings.raw.join('|'), [...strings], values]; }
console.log(tag`x${1}y${2}\n`, tag``, tag`\unicode and ${a}`.length);
const same = () => ((s) => s)`once`;
console.log(same() === same(), Object.isFrozen(same()));
console.log(String.raw`a\n${1}b`, `${{}}`, `${[1, [2, 3]]}`, `${null} ${undefined} ${true}`);
const o = { t(s) { return this.v + s[0]; }, v: 'V' };
console.log(o.t`!`, ((x) => (s) => x + s[0])(1)`z`);
