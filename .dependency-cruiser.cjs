const forbidden = require('./scripts/checks/rules/forbidden.cjs')
const options = require('./scripts/checks/rules/options.cjs')
const serverOnly = require('./scripts/checks/rules/server-only.cjs')

const toRule = ({ fixture, ...rule }) => ({ severity: 'error', ...rule })

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: forbidden.map(toRule),
  required: [toRule(serverOnly)],
  options,
}
