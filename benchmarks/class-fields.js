// Classes whose state is declared as fields: initialisers, inheritance, static members, accessors.
class Vector {
  x = 0;
  y = 0;
  z = 0;

  static made = 0;

  static of(x, y, z) {
    const v = new Vector();
    v.x = x;
    v.y = y;
    v.z = z;
    Vector.made++;
    return v;
  }

  get squared() {
    return this.x * this.x + this.y * this.y + this.z * this.z;
  }

  plus(other) {
    return Vector.of(this.x + other.x, this.y + other.y, this.z + other.z);
  }

  scaled(factor) {
    return Vector.of(this.x * factor, this.y * factor, this.z * factor);
  }
}

class Body {
  position = new Vector();
  velocity = new Vector();
  age = 0;
  trail = null;
  label;

  constructor(label) {
    this.label = label;
  }

  step(dt) {
    this.position = this.position.plus(this.velocity.scaled(dt));
    this.age += 1;
  }
}

class Satellite extends Body {
  orbits = 0;
  energy = 100;
  parts = [1, 2, 3];

  step(dt) {
    super.step(dt);
    if (this.position.squared > 50) {
      this.orbits++;
      this.energy = this.energy - 1;
      this.position = new Vector();
    }
  }
}

class Probe extends Satellite {
  readings = 0;
  onRead = (n) => {
    this.readings += n;
  };

  step(dt) {
    super.step(dt);
    this.onRead(this.parts[this.age % 3]);
  }
}

function simulate(rounds) {
  const bodies = [];
  for (let i = 0; i < 30; i++) {
    const body = i % 3 === 0 ? new Body('body') : i % 3 === 1 ? new Satellite('satellite') : new Probe('probe');
    body.velocity = Vector.of(i % 7, i % 5, i % 3);
    bodies.push(body);
  }
  for (let round = 0; round < rounds; round++) {
    for (const body of bodies) body.step(0.25);
  }
  let sum = 0;
  for (const body of bodies) {
    sum += body.age + body.position.squared;
    if (body instanceof Satellite) sum += body.orbits + body.energy;
    if (body instanceof Probe) sum += body.readings;
  }
  return sum;
}

exports.run = function run() {
  let sum = 0;
  for (let i = 0; i < 3000; i++) sum += simulate(40);
  return Math.round(sum);
};
