module.exports = [require('dual'), require('dual/sub/inner')];
