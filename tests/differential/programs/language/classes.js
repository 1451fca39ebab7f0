class Animal {
  static count = 0;
  static #secret = 's';
  name;
  #age = 3;
  constructor(name) { this.name = name; Animal.count++; }
  get age() { return this.#age; }
  set age(v) { this.#age = v; }
  static create(n) { return new this(n); }
  speak() { return `${this.name} speaks`; }
  toString() { return `Animal(${this.name})`; }
  static secret() { return Animal.#secret; }
}
class Dog extends Animal {
  tricks = ['sit'];
  constructor(name) { super(name); this.kind = 'dog'; }
  speak() { return super.speak() + ' woof'; }
  get [Symbol.toStringTag]() { return 'DOG'; }
  static create(n) { const d = super.create(n + '!'); d.made = true; return d; }
}
const d = Dog.create('Rex');
console.log(d.speak(), String(d), d.age, (d.age = 5), d.age, d.made, d.tricks, Animal.count, Animal.secret());
console.log(d instanceof Animal, Object.getPrototypeOf(Dog) === Animal, Dog.name, Dog.length, Object.keys(d));
console.log(Object.prototype.toString.call(d), typeof Animal, Object.getOwnPropertyNames(Animal.prototype));
