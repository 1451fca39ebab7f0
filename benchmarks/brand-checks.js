// `#name in object`: a tree of nodes of private classes, walked among strangers. QuickJS cannot read it.
class Leaf {
  #weight;

  constructor(weight) {
    this.#weight = weight;
  }

  static weigh(node) {
    return #weight in node ? node.#weight : 0;
  }
}

class Branch {
  #left;
  #right;

  constructor(left, right) {
    this.#left = left;
    this.#right = right;
  }

  static isBranch(node) {
    return #left in node && #right in node;
  }

  static weigh(node) {
    if (!Branch.isBranch(node)) return Leaf.weigh(node);
    return Branch.weigh(node.#left) + Branch.weigh(node.#right) + 1;
  }
}

const grow = (depth, seed) => {
  if (depth === 0) return seed % 5 === 0 ? { weight: seed } : new Leaf(seed % 7);
  return new Branch(grow(depth - 1, seed * 2), grow(depth - 1, seed * 2 + 1));
};

exports.run = function run() {
  const tree = grow(12, 1);
  let sum = 0;
  for (let i = 0; i < 120; i++) sum += Branch.weigh(tree);
  return sum;
};
