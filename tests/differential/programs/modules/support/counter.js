console.log('counter loaded');
let n = 0;
module.exports = () => ++n;
