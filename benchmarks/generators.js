// A generator iterated by for-of over ten million values, and a tree walked by yield*.
function* range(from, to) {
  for (let i = from; i < to; i++) yield i;
}

function* walk(tree) {
  if (tree === null) return;
  yield* walk(tree.left);
  yield tree.value;
  yield* walk(tree.right);
}

function makeTree(low, high) {
  if (low > high) return null;
  const middle = (low + high) >> 1;
  return { left: makeTree(low, middle - 1), value: middle, right: makeTree(middle + 1, high) };
}

exports.run = function run() {
  let sum = 0;
  for (const value of range(0, 10000000)) sum += value;
  for (const value of walk(makeTree(1, 20000))) sum += value;
  return sum;
};
