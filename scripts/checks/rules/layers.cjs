const { browserSafe, noun, operations, project, tests } = require('./patterns.cjs')

/** Which folder of the project may import which. Each fixture is an import that breaks the rule. */
module.exports = [
  {
    name: 'routes-compose',
    comment: 'A route imports components, operations, schemas, policies, views and transports.',
    from: { path: '^app/', pathNot: tests },
    to: {
      path: project,
      pathNot: [
        '^(app|components)/',
        ...browserSafe,
        operations,
        '^lib/(api|transport)/',
        '^lib/auth/actor\\.ts$',
        '^lib/(organization/set-up|sessions/(forgotten-password|set-password|reauthentication))\\.ts$',
        '^lib/mail/settings\\.ts$',
        '^lib/profile/confirm-email\\.ts$',
        '^lib/(display-email|health)\\.ts$',
      ],
    },
    fixture: ['app/composes.tsx', '@/lib/auth/password-hash'],
  },
  {
    name: 'health-in-one-route',
    comment: 'Only the health route pings the database.',
    from: { path: '^app/', pathNot: '^app/api/health/' },
    to: { path: '^lib/health\\.ts$' },
    fixture: ['app/health.tsx', '@/lib/health'],
  },
  {
    name: 'shared-components-have-no-domain',
    comment: 'components/ui and components/shell import each other and values without a domain.',
    from: { path: '^components/(ui|shell)/', pathNot: tests },
    to: {
      path: project,
      pathNot: [
        '^components/(ui|shell)/',
        '^lib/(errors|form-state|passkey-request|paths|plural|reader|theme)\\.ts$',
      ],
    },
    fixture: ['components/ui/button.tsx', '@/lib/accounts/schema'],
  },
  {
    name: 'components-show',
    comment: 'The components of a noun import components/ui, schemas, policies, views and values.',
    from: { path: '^components/(?!ui/|shell/)([^/]+)/', pathNot: tests },
    to: {
      path: project,
      pathNot: ['^components/(ui|$1)/', ...browserSafe, '^lib/display-email\\.ts$'],
    },
    fixture: ['components/accounts/form.tsx', '@/lib/accounts/commands'],
  },
  {
    name: 'server-serves',
    comment:
      'The HTTP server imports the transports, the API and what lib/startup composes, but no noun.',
    from: { path: '^server/', pathNot: tests },
    to: {
      path: project,
      pathNot: [
        '^server/',
        '^lib/(api|transport)/',
        '^lib/db/settings\\.ts$',
        '^lib/(env|errors|log|operation|paths|public-url|read-limit|startup)\\.ts$',
      ],
    },
    fixture: ['server/request.ts', '@/lib/accounts/commands'],
  },
  {
    name: 'commands-of-the-host',
    comment:
      'Scripts and the seed import operations, not routes, components, transports or the API.',
    from: { path: '^(scripts|prisma)/', pathNot: tests },
    to: { path: '^(app|components|e2e|lib/(api|transport))/' },
    fixture: ['scripts/create.ts', '@/lib/transport/page'],
  },
  {
    name: 'lib-stands-alone',
    comment: 'lib knows neither the pages nor the server nor the scripts around it.',
    from: { path: '^lib/' },
    to: { path: '^(app|components|server|scripts|prisma|e2e)/' },
    fixture: ['lib/users/policy.ts', '@/components/ui/button'],
  },
  {
    name: 'api-calls-operations',
    comment: 'The API imports operations, schemas, policies and views, never the database.',
    from: { path: '^lib/api/', pathNot: tests },
    to: {
      path: '^lib/',
      pathNot: [
        ...browserSafe,
        operations,
        '^lib/(api|listing|transport)/',
        '^lib/auth/actor\\.ts$',
        '^lib/(operation|process-singleton)\\.ts$',
      ],
    },
    fixture: ['lib/api/endpoints.ts', '@/lib/accounts/records'],
  },
  {
    name: 'transport-translates',
    comment:
      'A transport imports the gate, the actor, the errors and what carries the session, never another noun or the database.',
    from: { path: '^lib/transport/', pathNot: tests },
    to: {
      path: ['^lib/(db|listing|ceql|activity)/', noun],
      pathNot: '^lib/sessions/(next-auth-options|commands|reauthentication)\\.ts$',
    },
    fixture: ['lib/transport/page.ts', '@/lib/db/client'],
  },
]
