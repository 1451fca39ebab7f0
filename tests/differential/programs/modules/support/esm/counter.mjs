export let count = 0;
export var early;
export function increment(by = 1) { count += by; return count; }
export const object = { get count() { return count; } };
export { count as alias, increment as default };
export class Point { constructor(x) { this.x = x; } }
export const arrow = () => {}, { a, b: [c = 3, ...rest] } = { a: 1, b: [undefined, 4, 5] };
