// Array methods with closures: map, filter, reduce, forEach, some, every, find, flatMap, over numbers and objects.
const COUNT = 200000;
const numbers = Array.from({ length: COUNT }, (_, i) => Math.imul(i, 2654435761) >>> 12);
const orders = numbers.map((n, i) => ({ id: i, customer: n % 1000, amount: (n % 10000) / 100, items: [n & 7, n & 15, n & 31], paid: n % 3 !== 0 }));

const chained = (limit) => numbers.map((n) => n * 2 + 1).filter((n) => n % 3 === 0 && n > limit).map((n) => n / 3).reduce((a, b) => a + b, 0);

function summarised() {
  const totals = orders.filter((o) => o.paid).reduce((totals, o) => {
    totals[o.customer] = (totals[o.customer] || 0) + o.amount;
    return totals;
  }, []);
  let best = 0;
  totals.forEach((total, customer) => { if (total > totals[best]) best = customer; });
  return best + orders.map(({ id, amount }) => ({ id, cents: Math.round(amount * 100) })).filter((o) => o.cents > 5000).length;
}

function searched() {
  let found = 0;
  for (let i = 0; i < 20; i++) {
    const wanted = COUNT - 1 - i;
    found += orders.find((o) => o.id === wanted).id + orders.findIndex((o) => o.id === wanted - 1);
    if (numbers.some((n) => n === -1 - i)) found++;
    if (numbers.every((n) => n >= i - 100)) found++;
  }
  return found;
}

const flattened = () => orders.flatMap((o) => o.items).filter((x) => x > 3).length
  + orders.flatMap((o) => (o.paid ? [o.id, o.customer] : [])).reduce((a, b) => (a + b) | 0, 0);

function small() {
  let sum = 0;
  for (let i = 0; i < 100000; i++) sum += orders[i].items.map((x) => x + i).filter((x) => x & 1).reduce((a, b) => a + b, 0);
  return sum;
}

exports.parts = { chained: () => chained(1000) + chained(50000), summarised, searched, flattened, small };
exports.run = function run() {
  return chained(1000) + chained(50000) + summarised() + searched() + flattened() + small();
};
