// Sorting of common words without collation data.
const words = ["banana", "Banana", "apple", "Apple", "résumé", "resume", "Resume", "zebra", "Zebra", "1", "10", "2", "", " ", "_x", "-x", "éclair", "eclair", "a b", "ab", "b"];
console.log([...words].sort((a, b) => a.localeCompare(b)).join("|"));
for (const [a, b] of [["a", "b"], ["a", "a"], ["a", "A"], ["A", "b"], ["é", "f"], ["é", "e"], ["z", "é"], ["a", ""], ["1", "a"], ["e\u0301", "é"]]) console.log(a, b, Math.sign(a.localeCompare(b)));
