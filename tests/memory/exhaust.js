// Keeps everything, until the heap is full.
const kept = [];
for (let i = 0; ; i++) kept.push({ i, list: [i, i + 1, i + 2] });
