// Cycles: hoisted functions run before their module does, variables have their dead zone, var is undefined (16.2.1.6).
import { a, hoisted, reassigned } from './support/esm/cycle_a.mjs';
import { seen, later } from './support/esm/cycle_b.mjs';
console.log(a, hoisted(), reassigned, seen, later());
