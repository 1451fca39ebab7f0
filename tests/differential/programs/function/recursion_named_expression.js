const fact = function self(n) { return n < 2 ? 1 : n * self(n - 1); };
const copy = fact;
console.log(copy(10), typeof self);
const r = (function me() { try { me = 1; } catch (e) { return e.name; } return typeof me; })();
console.log(r);
function even(n) { return n === 0 ? true : odd(n - 1); } function odd(n) { return n === 0 ? false : even(n - 1); }
console.log(even(1000), odd(7));
const ack = (m, n) => (m ? (n ? ack(m - 1, ack(m, n - 1)) : ack(m - 1, 1)) : n + 1);
console.log(ack(2, 3));
const Y = (f) => ((x) => x(x))((x) => f((y) => x(x)(y)));
console.log(Y((f) => (n) => (n < 2 ? n : f(n - 1) + f(n - 2)))(15));
