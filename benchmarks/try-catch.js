// Exceptions as control flow: validation, nested finally, rethrowing, errors of one's own, cleanup in loops.
class ValidationError extends Error {
  constructor(field, reason) {
    super(`${field}: ${reason}`);
    this.field = field;
    this.reason = reason;
  }

  get name() {
    return 'ValidationError';
  }
}

function check(record) {
  if (record.age < 0) throw new ValidationError('age', 'negative');
  if (record.name === '') throw new ValidationError('name', 'empty');
  return record.age + record.name.length;
}

function checked(record, log) {
  log.opened++;
  try {
    return check(record);
  } catch (error) {
    if (error instanceof ValidationError && error.field === 'age') return -1;
    throw error;
  } finally {
    log.closed++;
  }
}

function deep(n) {
  if (n === 0) throw { stop: true, depth: 0 };
  try {
    return deep(n - 1);
  } catch (found) {
    found.depth++;
    throw found;
  }
}

function find(tree, wanted) {
  const visit = (node) => {
    if (node === null) return;
    if (node.key === wanted) throw node;
    visit(node.left);
    visit(node.right);
  };
  try {
    visit(tree);
  } catch (node) {
    return node.key;
  }
  return -1;
}

function build(low, high) {
  if (low > high) return null;
  const key = (low + high) >> 1;
  return { key, left: build(low, key - 1), right: build(key + 1, high) };
}

exports.run = function run() {
  let total = 0;
  const log = { opened: 0, closed: 0 };
  const records = [{ age: 4, name: 'four' }, { age: 31, name: 'x' }, { age: -1, name: 'minus' }, { age: 5, name: '' }];
  for (let i = 0; i < 30000; i++) {
    const record = records[i % 16 < 14 ? i & 1 : 2 + (i & 1)];
    try {
      total += checked(record, log);
    } catch ({ field }) {
      total += field.length;
    }
  }
  for (let i = 0; i < 3000; i++) {
    try {
      deep(10);
    } catch (found) {
      total += found.depth;
    }
    try {
      null.x;
    } catch (error) {
      total += error.message.length > 0 ? 1 : 0;
    }
  }
  const tree = build(0, 255);
  for (let i = 0; i < 5000; i++) total += find(tree, (i * 7) & 255);
  outer: for (let i = 0; i < 200000; i++) {
    try {
      if (i % 3 === 0) continue outer;
      total += i & 7;
    } finally {
      log.closed++;
    }
  }
  return total + log.opened + log.closed;
};
