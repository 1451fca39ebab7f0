// Private state: fields, methods, accessors and statics, as in a bank of accounts and a linked stack.
class Entry {
  #value;
  #next;

  constructor(value, next) {
    this.#value = value;
    this.#next = next;
  }

  get value() {
    return this.#value;
  }

  get next() {
    return this.#next;
  }
}

class Stack {
  #top = null;
  #size = 0;

  push(value) {
    this.#top = new Entry(value, this.#top);
    this.#size++;
  }

  pop() {
    const top = this.#top;
    if (top === null) return undefined;
    this.#top = top.next;
    this.#size--;
    return top.value;
  }

  get size() {
    return this.#size;
  }
}

class Account {
  #balance = 0;
  #history = new Stack();
  #operations = 0;
  static #count = 0;

  constructor(opening) {
    this.#balance = opening;
    Account.#count++;
  }

  #record(amount) {
    this.#operations++;
    this.#history.push(amount);
    if (this.#history.size > 50) while (this.#history.size > 10) this.#history.pop();
  }

  get #available() {
    return this.#balance + this.limit;
  }

  set #available(value) {
    this.#balance = value - this.limit;
  }

  get limit() {
    return 100;
  }

  deposit(amount) {
    this.#balance += amount;
    this.#record(amount);
  }

  withdraw(amount) {
    if (this.#available < amount) return false;
    this.#available = this.#available - amount;
    this.#record(-amount);
    return true;
  }

  transfer(other, amount) {
    if (!this.withdraw(amount)) return false;
    other.deposit(amount);
    return true;
  }

  static get count() {
    return Account.#count;
  }

  summary() {
    return this.#balance * 7 + this.#operations + this.#history.size;
  }
}

class Savings extends Account {
  #rate = 3;
  #interest = 0;

  accrue() {
    this.#interest = (this.#interest + this.#rate) % 1000;
    return this.#interest;
  }

  summary() {
    return super.summary() + this.#interest;
  }
}

function business(rounds) {
  const accounts = [];
  for (let i = 0; i < 64; i++) accounts.push(i % 4 === 0 ? new Savings(1000 + i) : new Account(500 + i));
  let state = 12345;
  let refused = 0;
  for (let i = 0; i < rounds; i++) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    const from = accounts[(state >> 4) & 63], to = accounts[(state >> 12) & 63];
    if (!from.transfer(to, (state >> 20) & 127)) refused++;
    if (to instanceof Savings) to.accrue();
  }
  let sum = refused;
  for (const account of accounts) sum += account.summary();
  return sum + Account.count % 64;
}

exports.run = function run() {
  let sum = 0;
  for (let i = 0; i < 20; i++) sum += business(50000);
  return sum;
};
