// Integer loops over an array (sieve of Eratosthenes).
function sieve(limit) {
  const composite = [];
  for (let i = 0; i <= limit; i++) composite.push(false);
  let count = 0;
  for (let i = 2; i <= limit; i++) {
    if (composite[i]) continue;
    count++;
    for (let j = i + i; j <= limit; j += i) composite[j] = true;
  }
  return count;
}

exports.run = function run() {
  return sieve(2000000);
};
