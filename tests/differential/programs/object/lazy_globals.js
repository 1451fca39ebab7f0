// Globals that are made when they are first touched: programs can't tell.
const show = (d) => `${typeof d.value} ${d.writable} ${d.enumerable} ${d.configurable}`;
console.log(show(Object.getOwnPropertyDescriptor(globalThis, 'Date')));
console.log(show(Object.getOwnPropertyDescriptor(globalThis, 'setTimeout')));

// By a literal's spread, an enumeration, a prototype, a reflection.
console.log('setImmediate' in globalThis, globalThis.hasOwnProperty('DataView'), typeof { ...globalThis }.setInterval);
const heir = Object.create(globalThis);
console.log(heir.DataView === DataView, Object.hasOwn(heir, 'DataView'));

// The first touch comes after what the built-ins are made of was changed.
Array.prototype.toString = () => 'changed';
console.log(String([1]), String(new Uint8Array(2)), Int8Array.prototype.toString.name);
delete Array.prototype.toString;

// Replaced, deleted, frozen before the first touch.
Reflect = 5;
console.log(Reflect);
console.log(delete globalThis.WeakRef, 'WeakRef' in globalThis, typeof WeakRef, typeof FinalizationRegistry);
Object.defineProperty(globalThis, 'clearImmediate', { value: 1, writable: false });
console.log(show(Object.getOwnPropertyDescriptor(globalThis, 'clearImmediate')));

// In compiled code that remembers where it found a name.
function floors() {
  let sum = 0;
  for (let i = 0; i < 5; i++) sum += Math.floor(i / 2);
  return sum;
}
console.log(floors(), floors());
function clocks() {
  try {
    return clocks() + 1;
  } catch {
    return typeof performance.now === 'function' && typeof new Date().getTime() === 'number' ? 0 : NaN;
  }
}
console.log(clocks() > 100);
