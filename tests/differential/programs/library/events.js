const EventEmitter = require('events');
const e = new EventEmitter();
e.on('x', function (a, b) { console.log('on', a, b, this === e); });
e.once('x', () => console.log('once'));
e.prependListener('x', () => console.log('first'));
console.log(e.emit('x', 1, 2), e.emit('x', 3), e.emit('none'), e.listenerCount('x'), e.eventNames());
try { e.emit('error', new Error('unhandled')); } catch (err) { console.log(err.message); }
try { e.emit('error', 'text'); } catch (err) { console.log(err.code, err.message); }
e.on('error', (err) => console.log('handled', err.message));
e.emit('error', new Error('boom'));
class Sub extends EventEmitter { constructor() { super(); this.on('ready', () => console.log('sub ready')); } }
new Sub().emit('ready');
e.removeAllListeners('x');
console.log(e.emit('x'), e.listeners('error').length, EventEmitter.defaultMaxListeners, e.getMaxListeners());
EventEmitter.once(e, 'later').then((args) => console.log('promise', args));
e.emit('later', 1, 2);
try { e.on('bad', 5); } catch (err) { console.log(err.code, err.message); }
const sym = Symbol('ev');
e.on(sym, () => console.log('symbol'));
e.emit(sym);
console.log(e.rawListeners('error').length, e.off('error', () => {}) === e);
