import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const exclude = [...configDefaults.exclude, '.next/**', '.data/**', 'e2e/**']
const integration = '**/*.integration.test.ts'
const failOnConsole = 'lib/testing/fail-on-console.ts'

export default defineConfig({
  resolve: {
    alias: { '@': root, 'server-only': `${root}lib/testing/empty.ts` },
  },
  test: {
    environment: 'node',
    env: { LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent' },
    pool: 'threads',
    // Some tests mostly wait, so run two more files than there are processors.
    maxWorkers: availableParallelism() + 2,
    // Only for what never ends: a busy machine takes many times as long as usual.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...exclude, integration],
          setupFiles: [failOnConsole],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: [integration],
          exclude,
          globalSetup: 'lib/testing/cluster.ts',
          setupFiles: [failOnConsole, 'lib/testing/fast-argon2.ts', 'lib/testing/own-database.ts'],
        },
      },
    ],
  },
})
