const { win32 } = require('path');
console.log(win32.join('a', 'b'), win32.basename('C:\\x\\y.txt'), win32.sep, win32.isAbsolute('C:/'));
