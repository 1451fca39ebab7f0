// What `make run` compiles: a little of the language, the library and the event loop.
const { EventEmitter } = require('events');

class Greeter extends EventEmitter {
  greet(name = 'world') {
    this.emit('greeting', `Hello, ${name}!`);
    return this;
  }
}

const greeter = new Greeter();
greeter.on('greeting', (text) => console.log(text));
greeter.greet().greet('Lode');

const squares = new Map([1, 2, 3].map((n) => [n, n * n]));
console.log('squares', squares);
setTimeout(() => console.log('and good-bye'), 10);
