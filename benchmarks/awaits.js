// Five million awaits in sequence: of numbers, of promises that are fulfilled, and of async functions' results.
async function twice(x) {
  return x * 2;
}

exports.run = async function run() {
  let sum = 0;
  for (let i = 0; i < 3000000; i++) sum += await i;
  for (let i = 0; i < 1000000; i++) sum += await Promise.resolve(i);
  for (let i = 0; i < 1000000; i++) sum += await twice(i);
  return sum;
};
