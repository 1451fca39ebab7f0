let n = 0; export const log = (...args) => console.log(++n, ...args);
