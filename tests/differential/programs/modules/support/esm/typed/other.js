export const value = 'typed by package.json';
