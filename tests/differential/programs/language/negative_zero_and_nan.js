const nz = (x) => Object.is(x, -0);
let a = 0;
a = -a;
console.log(nz(a), nz(0 * -5), nz(-0 + -0), nz(-0 - 0), nz(0 / -3), nz(-4 % 2), nz(Math.round(-0.2)), nz(Math.max(-0, 0)), nz(-0 | 0), nz(~~-0.5), nz(+'-0'), nz(JSON.parse('-0')), nz([-0][0]), nz(-(0)));
function neg(i) { return -i; }
console.log(nz(neg(0)), neg(5), neg(-2147483648), nz(neg(-0)), 1 / neg(0));
function mulz(i, j) { return i * j; }
console.log(nz(mulz(0, -1)), nz(mulz(-3, 0)), mulz(65536, 65536), mulz(-2147483648, -1));
function mod(i, j) { return i % j; }
console.log(nz(mod(-6, 3)), mod(5, 0), mod(-2147483648, -1), nz(mod(-2147483648, -1)), mod(7, -2));
console.log(NaN === NaN, [NaN].includes(NaN), [NaN].indexOf(NaN), NaN != NaN, Math.min(NaN, 1), !NaN, NaN > 1, NaN || 'falsy', isNaN(parseInt('x')));
console.log(0 === -0, new Map([[0, 'z']]).get(-0), [0].includes(-0), String(-0), `${-0}`, (-0).toString(), JSON.stringify(-0), -0 + '', [-0] + '');
let z = 0;
for (let i = 0; i < 3; i++) z = z * -1;
console.log(nz(z), Math.sign(-0) === 0, Math.atan2(0, -0), 5 / -0, Math.pow(-0, -1));
