module.exports = { from: 'folder index', up: require('../primitive') };
