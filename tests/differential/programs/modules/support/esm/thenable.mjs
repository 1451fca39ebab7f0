export const then = (resolve) => resolve('thenable');
