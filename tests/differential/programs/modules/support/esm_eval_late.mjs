import { early } from './esm_eval_cycle.mjs';

export let late = 5;
export function setLate(value) {
  late = value;
}
export { early };
