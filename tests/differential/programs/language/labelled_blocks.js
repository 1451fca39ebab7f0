a: { b: { console.log('1'); break a; } console.log('never'); }
let r = '';
x: for (const i of [1, 2, 3]) { y: for (const j of [1, 2, 3]) { if (j === 2) continue x; if (i === 3) break x; r += `${i}${j} `; } }
console.log(r);
z: do { if (r) continue z; } while (false);
l: if (true) { break l; }
let k = 0;
w: while (true) { switch (k++) { case 2: break w; default: continue w; } }
console.log(k);
f: { try { break f; } finally { console.log('finally on break'); } }
