module.exports = [...require('./layers.cjs'), ...require('./lib.cjs'), ...require('./project.cjs')]
