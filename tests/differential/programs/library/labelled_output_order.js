process.stdout.write('a');
console.log('b');
process.stdout.write('c\n');
console.error('to stderr');
process.stdout.write('é€😀\n');
console.log('x'.repeat(70000).length);
process.stdout.write('y'.repeat(100000).slice(0, 5) + '\n', () => console.log('flushed'));
setTimeout(() => console.log('late'), 1);
