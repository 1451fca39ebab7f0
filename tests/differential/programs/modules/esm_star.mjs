// export *: ambiguous names are left out, default isn't passed on; the namespace object (10.4.6).
import * as star from './support/esm/star.mjs';
import { shared, 'same of one' as same } from './support/esm/star.mjs';
console.log(star, Reflect.ownKeys(star), same);
console.log('same' in star, star.same, star.default, star.overridden, star.shared === shared);
star.shared2.set('changed');
console.log(shared, star.shared, star.shared2.shared);
console.log(Object.getPrototypeOf(star), Object.isExtensible(star), Object.isFrozen(star), Object.isSealed(star), String(Symbol.toStringTag in star));
console.log(Object.getOwnPropertyDescriptor(star, 'Z'), Object.getOwnPropertyDescriptor(star, Symbol.toStringTag), Object.getOwnPropertyDescriptor(star, 'no'));
console.log(Object.prototype.toString.call(star), typeof star, star[Symbol.iterator], star[10], 9 in star, star[0]);
console.log(Reflect.set(star, 'Z', 1), Reflect.defineProperty(star, 'Z', { value: 1, writable: true, enumerable: true, configurable: false }),
  Reflect.defineProperty(star, 'Z', { value: 2 }), Reflect.defineProperty(star, 'no', { value: 1 }), Reflect.deleteProperty(star, 'no'),
  Reflect.deleteProperty(star, 'Z'), Reflect.setPrototypeOf(star, null), Reflect.setPrototypeOf(star, {}), Reflect.preventExtensions(star));
for (const key in star) if (key.length === 1) console.log(key);
console.log({ ...star }.only2, JSON.stringify(star), Object.entries(star).length, Object.create(star).Z, Reflect.get(star, 'Z', {}));
for (const f of [() => { star.Z = 2; }, () => { star.no = 2; }, () => { delete star.Z; }, () => { Object.freeze(star); }, () => Object.seal(star) === star, () => `${star}`]) {
  try { console.log(f()); } catch (e) { console.log(`${e.name}: ${e.message}`); }
}
import * as names from './support/esm/names_cjs.cjs';
console.log(names['quoted' + ' name'], names[`na${'med'}`], names[{ toString: () => 'later' }], names['1'], names.absent);
