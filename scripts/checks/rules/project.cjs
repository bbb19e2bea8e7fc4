const { tests } = require('./patterns.cjs')

const typescript = '^(app|components|lib|prisma|server)/'
const barrel = '^(app|components|e2e|lib|server)/.*index\\.tsx?$'

module.exports = [
  {
    name: 'private-interfaces',
    comment: 'Only an internals folder imports what a package does not export for others.',
    from: { pathNot: ['^(lib/db|server)/internals/', tests] },
    to: { path: '^node_modules/(next/dist/(?!server/next\\.js$)|pg/lib/(?!index\\.js$)|pg-pool/)' },
    fixture: ['server/private.ts', 'next/dist/private'],
  },
  {
    name: 'test-code-in-tests',
    comment: 'Only tests import factories, fixtures and other tests.',
    from: { pathNot: tests },
    to: { path: ['^(lib/testing|e2e)/', '\\.test(-d)?\\.ts$'] },
    fixture: ['lib/users/commands.ts', '@/lib/testing/factories'],
  },
  {
    name: 'no-dev-dependencies',
    comment: 'Production code imports no package that is installed for development only.',
    from: { path: typescript, pathNot: tests },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    fixture: ['lib/users/check.ts', 'knip'],
  },
  {
    name: 'one-alias',
    comment: 'Modules import each other from the root, as @/….',
    from: { path: typescript, pathNot: '^lib/db/generated/' },
    to: { path: typescript, dependencyTypesNot: ['aliased'] },
    fixture: ['lib/users/relative.ts', '../errors'],
  },
  {
    name: 'no-cycles',
    comment: 'No module imports itself through others.',
    from: {},
    to: { circular: true },
    fixture: ['lib/users/circular.ts', '@/lib/users/twin-of-circular'],
  },
  {
    name: 'no-barrels',
    comment: 'No index files.',
    from: { path: barrel },
    to: {},
    fixture: ['lib/accounts/index.ts', '@/lib/errors'],
  },
  {
    name: 'no-imports-of-barrels',
    comment: 'No index files.',
    from: {},
    to: { path: barrel },
    fixture: ['app/barrel.tsx', '@/lib/users/index'],
  },
  {
    name: 'resolvable',
    comment: 'Every import leads to a module.',
    from: {},
    to: { couldNotResolve: true },
    fixture: ['app/unresolvable.tsx', '@/lib/nowhere'],
  },
  {
    name: 'no-orphans',
    comment: 'Every module imports or is imported.',
    from: {
      orphan: true,
      pathNot: [tests, '\\.d\\.ts$', '^[^/]+\\.(ts|js|cjs|mjs)$'],
    },
    to: {},
    fixture: ['lib/users/orphan.ts', undefined],
  },
]
