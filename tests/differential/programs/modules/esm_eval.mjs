// Direct eval sees what a module imports, as live bindings.
import fs, { existsSync as exists } from 'fs';
import * as namespace from './support/esm_eval_late.mjs';
import { late, setLate } from './support/esm_eval_late.mjs';

let own = 1;
console.log(eval('typeof fs + typeof exists + Object.keys(namespace) + own + late'));
setLate(7);
console.log(eval('late'), (() => eval('(() => late + own)()'))(), eval('eval("late")'));
const nested = function (parameter) {
  {
    const inner = 10;
    return eval('[parameter, inner, late, typeof nested]');
  }
};
console.log(nested(1), new class { field = eval('late'); method() { return eval('this.field + late'); } }().method());
for (const run of [() => eval('late = 3'), () => eval('namespace.late = 3'), () => eval('late++'), () => eval('missing')]) {
  try {
    run();
  } catch (error) {
    console.log(error.name, error.message.replace('0', 'zero'));
  }
}
console.log(eval('var declared = late; declared'), typeof declared);
