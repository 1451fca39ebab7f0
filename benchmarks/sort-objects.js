// Sorting 200,000 objects: by a number, by a string, by several keys; sorting strings without a comparator.
const COUNT = 200000;
let seed = 42;
function random(n) {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >>> 8) % n;
}
const people = [];
for (let i = 0; i < COUNT; i++) {
  people.push({ id: i, name: 'person ' + random(1000000).toString(36), age: random(90), salary: random(1e6) / 100, group: 'g' + random(50) });
}

const byNumber = () => people.slice().sort((a, b) => a.salary - b.salary)[COUNT >> 1].id;
const byString = () => people.slice().sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))[COUNT >> 1].id;
function byKeys() {
  const compare = (a, b) => {
    if (a.group !== b.group) return a.group < b.group ? -1 : 1;
    if (a.age !== b.age) return b.age - a.age;
    return a.id - b.id;
  };
  return people.slice().sort(compare)[COUNT >> 1].id;
}
const strings = () => people.map((p) => p.name).sort()[COUNT >> 1].length;

exports.parts = { byNumber, byString, byKeys, strings };
exports.run = function run() {
  return byNumber() + byString() + byKeys() + strings();
};
