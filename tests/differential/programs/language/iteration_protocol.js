class Range {
  constructor(n) { this.n = n; }
  [Symbol.iterator]() {
    let i = 0;
    const { n } = this;
    return {
      next() { console.log('next'); return i < n ? { value: i++, done: false } : { value: undefined, done: true }; },
      return(v) { console.log('return', v); return { value: v, done: true }; },
    };
  }
}
for (const x of new Range(2)) console.log(x);
for (const x of new Range(5)) { if (x === 1) break; }
try { for (const x of new Range(5)) throw new Error('in body'); } catch (e) { console.log(e.message); }
outer: for (const a of [1]) for (const x of new Range(3)) continue outer;
const f = () => { for (const x of new Range(3)) return 'early'; };
console.log(f(), [...new Range(2)], Math.max(...new Range(3)), Array.from(new Range(2), (x) => x * 2));
const [one] = new Range(3);
console.log(one, new Set(new Range(2)).size, new Map([[1, new Range(1)]]).size);
const bad = { [Symbol.iterator]() { return { next() { return 5; } }; } };
try { for (const x of bad); } catch (e) { console.log(e.message); }
const entries = [10, 20].entries();
console.log(entries.next(), [...entries], entries.next(), typeof entries[Symbol.iterator]);
const arr = [1, 2, 3];
for (const x of arr) { if (x < 3) arr.push(x * 10); }
console.log(arr);
