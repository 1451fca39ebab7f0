function tag(strings, ...values) { return [strings, strings.raw, values]; }
console.log(tag`a${1}b\n${2}`, tag``, tag`only`, tag`${0}`);
const same = () => ((s) => s)`x${0}`; console.log(same() === same(), Object.isFrozen(same()), Array.isArray(same().raw), ((s) => s)`x` === ((s) => s)`x`);
console.log(String.raw`a\n${1}\u{41}`, String.raw({ raw: ['x', 'y', 'z'] }, 1, 2, 3), String.raw({ raw: 'abc' }, '-', '+'));
console.log(tag`\unicode and \xerxes \u{}`[0], tag`\01`[1]); const chain = (s) => (...v) => (t) => s[0] + t[0]; console.log(chain`a`()`b`);
