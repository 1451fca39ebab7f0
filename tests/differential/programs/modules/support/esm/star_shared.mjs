export let shared = 'the same binding';
export const set = (v) => { shared = v; };
