module.exports = require('./names_cjs.cjs');
