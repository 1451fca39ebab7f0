function Node(l, r) { this.left = l; this.right = r; }
function build(d) { return d === 0 ? new Node(null, null) : new Node(build(d - 1), build(d - 1)); }
function count(n) { return n === null ? 0 : 1 + count(n.left) + count(n.right); }
let keep = []; for (let i = 0; i < 30; i++) { const t = build(6); keep[i % 5] = { t, i, f: () => t.left, s: "n" + i, a: [i, t, "x"] }; if (count(t) !== 127) console.log("bad"); }
let sum = 0; for (const k of keep) { sum += count(k.t) + count(k.f()) + k.s.length + k.a.length; } console.log(sum);
let str = "abcdefghij".repeat(20), h = 0; for (let i = 0; i < str.length; i++) { h = (h * 31 + str.charCodeAt(i)) | 0; const o = { [str[i]]: i }; if (o[str[i]] !== i) console.log("bad"); } console.log(h);
