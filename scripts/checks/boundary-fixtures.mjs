import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../ensure-installed.mjs'

// For every rule an import that breaks it: [the module, what it imports].
export const specimens = {
  'app-composes': ['app/composes.tsx', '@/lib/auth/password-hash'],
  'app-health': ['app/health.tsx', '@/lib/health'],
  'next-auth': ['app/sign-in.tsx', 'next-auth'],
  'ui-knows-no-domain': ['components/ui/button.tsx', '@/lib/accounts/schema'],
  'noun-components': ['components/accounts/form.tsx', '@/lib/accounts/commands'],
  'operations-know-no-transport': ['lib/accounts/commands.ts', 'next'],
  'operations-by-their-names': ['lib/accounts/queries.ts', '@/lib/users/internal'],
  'pure-files': ['lib/accounts/schema.ts', 'node:fs'],
  leaves: ['lib/text.ts', '@/lib/accounts/policy'],
  'transport-translates': ['lib/transport/route.ts', '@/lib/accounts/queries'],
  'database-behind-the-gate': ['app/database.tsx', '@/lib/db/client'],
  'generated-client': ['lib/auth/tokens.ts', '@/lib/db/generated/client'],
  'database-drivers': ['lib/users/queries.ts', 'pg'],
  'lib-stands-alone': ['lib/users/policy.ts', '@/components/ui/button'],
  'testing-for-tests': ['lib/users/commands.ts', '@/lib/testing/factories'],
  'no-development-parts': ['lib/users/check.ts', 'knip'],
  'one-alias': ['lib/users/relative.ts', '../errors'],
  'no-cycles': ['lib/users/one.ts', '@/lib/users/two'],
  'no-barrels-imported': ['app/barrel.tsx', '@/lib/users/index'],
  'no-barrels': ['lib/accounts/index.ts', '@/lib/errors'],
  resolvable: ['app/lost.tsx', '@/lib/nowhere'],
  'no-orphans': ['lib/alone.ts', undefined],
  'server-only': ['lib/organization/commands.ts', '@/lib/errors'],
}
const packages = ['next', 'next-auth', 'pg', 'server-only', 'knip']

/** Makes a small project in which every rule is broken once. */
export function plant(directory) {
  const write = (file, text) => {
    const target = path.join(directory, file)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, text)
  }
  for (const name of packages) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }))
    write(`node_modules/${name}/index.js`, '')
  }
  for (const [, to] of Object.values(specimens)) {
    if (to?.startsWith('@/') && to !== '@/lib/nowhere') write(`${to.slice(2)}.ts`, 'export {}\n')
  }
  for (const [from, to] of Object.values(specimens)) write(from, to ? `import '${to}'\n` : '')
  for (const file of ['tsconfig.json', '.dependency-cruiser.cjs']) {
    write(file, readFileSync(path.join(root, file), 'utf8'))
  }
  write('package.json', JSON.stringify({ devDependencies: { knip: '*' } }))
  write('lib/users/two.ts', "import '@/lib/users/one'\n")
  write('lib/errors.ts', 'export {}\n')
}
