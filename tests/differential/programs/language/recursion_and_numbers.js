function ack(m, n) { return m === 0 ? n + 1 : n === 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1)); }
console.log(ack(2, 5));
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
console.log(fib(20), fib(1.5), fib('7'), fib(-1));
function gcd(a, b) { return b ? gcd(b, a % b) : a; }
console.log(gcd(1071, 462), gcd(-4, 6), gcd(7.5, 2.5));
function collatz(n) { let s = 0; while (n !== 1) { n = n % 2 ? 3 * n + 1 : n / 2; s++; } return s; }
console.log(collatz(27), collatz(837799));
function pow(b, e) { return e === 0 ? 1 : e % 2 ? b * pow(b, e - 1) : pow(b * b, e / 2); }
console.log(pow(2, 30), pow(2, 31), pow(2, 64), pow(1.5, 10), pow(-3, 21));
let x = 1;
for (let i = 1; i <= 25; i++) x *= i;
console.log(x);
const isEven = (n) => (n === 0 ? true : isOdd(n - 1));
const isOdd = (n) => (n === 0 ? false : isEven(n - 1));
console.log(isEven(1000), isOdd(7));
