function f(a, ...rest) { return [a, rest, rest.length, Array.isArray(rest)]; }
console.log(f(), f(1), f(1, 2, 3));
const g = (...[x, y = 5, ...z]) => [x, y, z];
console.log(g(1), g(1, 2, 3, 4));
console.log(f(...'ab', ...[1, 2], ...new Set([3, 3, 4])));
(function (...args) { args.push(9); console.log(arguments.length, args); })(1, 2);
