// Allocation of many small objects, most of which die young.
class Node {
  constructor(left, right) {
    this.left = left;
    this.right = right;
  }

  check() {
    return this.left === null ? 1 : 1 + this.left.check() + this.right.check();
  }
}

function build(depth) {
  return depth === 0 ? new Node(null, null) : new Node(build(depth - 1), build(depth - 1));
}

exports.run = function run() {
  const maxDepth = 16;
  const stretch = build(maxDepth + 1).check();
  const longLived = build(maxDepth);
  let total = 0;
  for (let depth = 4; depth <= maxDepth; depth += 4) {
    const iterations = 1 << (maxDepth - depth + 4);
    for (let i = 0; i < iterations; i++) total += build(depth).check();
  }
  return stretch + total + longLived.check();
};
