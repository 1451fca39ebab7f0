// Recursion: calls, int32 compare and add.
function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

exports.run = function run() {
  return fib(35);
};
