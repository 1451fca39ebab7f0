// Allocates the megabytes named by the argument in all, with 50 MB of it live at any time.
const target = Number(process.argv[2]) * 1e6, ELEMENTS = 1000, SMALL = 200;
const arrays = new Array(3000), objects = new Array(2000); // 24 MB of elements; 400,000 objects of 64 bytes and more
let bytes = 0, sum = 0;
for (let i = 0; bytes < target; i++) {
  arrays[i % arrays.length] = new Array(ELEMENTS).fill(i);
  bytes += ELEMENTS * 8;
  const group = [];
  for (let j = 0; j < SMALL; j++) group.push({ i, j, text: 'n' + j, last: null });
  const slot = (i * 7) % objects.length;
  if (objects[slot]) sum += objects[slot][i % SMALL].j;
  objects[slot] = group;
  bytes += SMALL * 64;
}
console.log(sum > 0, arrays[0].length, objects[0].length);
