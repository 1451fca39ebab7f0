import { late } from './esm_eval_late.mjs';

export let early = 1;
try {
  eval('late');
} catch (error) {
  console.log(error.name, error.message);
}
console.log(eval('typeof early'));
