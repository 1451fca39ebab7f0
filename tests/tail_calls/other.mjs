import { there } from './program.mjs';

export function back(n, ...rest) {
  return n > 0 ? there(n - 1, ...rest) : `modules ${rest}`;
}
