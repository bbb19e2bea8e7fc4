const { nouns, values } = require('./floors.cjs')

const anyOf = (names) => `(${names.join('|')})`

const noun = `^lib/${anyOf(nouns)}/`
const projectFolders = ['app', 'components', 'lib', 'server', 'scripts', 'prisma', 'e2e']

module.exports = {
  anyOf,
  noun,
  projectFolders,
  project: `^${anyOf(projectFolders)}/`,
  tests: '\\.test(-d)?\\.ts$|^lib/testing/|^e2e/|^vitest\\.config\\.ts$',
  operations: `${noun}(queries|commands|access|add-user|list|administrators|roles|links|domains|identities|new-users|policies|reset|secret)\\.ts$`,
  browserSafe: [
    `^lib/${anyOf(values)}\\.ts$`,
    '^lib/(?!db/)[^/]+/(columns|schema|query-schema|order-schema|policy|view)\\.ts$',
    '^lib/activity-log/(sentence|wording|wordings)\\.ts$',
    '^lib/activity-log/wordings/[^/]+\\.ts$',
    '^lib/auth/permissions\\.ts$',
    '^lib/passwords/generate\\.ts$',
  ],
}
