module.exports = 'next';
