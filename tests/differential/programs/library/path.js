const path = require('path');
console.log(path.join('/a', '..', 'b', './c', ''), path.resolve('/x', 'y', '../z'), path.normalize('/a/./b/../../c//d/'), path.basename('/p/q.txt', '.txt'), path.dirname('/p/q/r'), path.extname('a.b.c'), path.extname('.bashrc'), path.isAbsolute('x'), path.relative('/a/b/c', '/a/d'), path.sep, path.delimiter);
console.log(path.parse('/home/u/file.tar.gz'), path.format({ dir: '/d', base: 'b.c' }), path.format({ root: '/', name: 'n', ext: '.e' }), path.join(), path.join('a/', '/b'), path.basename('/'), path.dirname('x'), path.posix === path);
try { path.join(5); } catch (e) { console.log(e.code, e.message); }
console.log(path.resolve('') === process.cwd(), path.basename(__filename), path.basename(__dirname).length > 0);
