import { test as base, expect } from '@playwright/test'
import { makeDataDirectory, removeDataDirectory } from '@/e2e/support/data-directory'
import { BrowserGuard } from '@/e2e/support/guard'
import { Server } from '@/e2e/support/server'
import { TestDatabase } from '@/e2e/support/test-db'

type TestOrganization = Awaited<ReturnType<TestDatabase['organization']>>

type PerWorker = {
  /** A running console that the specs of a worker share. */
  server: Server
  db: TestDatabase
}

type PerTest = {
  organization: TestOrganization
  /** Someone in an account of their own, whom the console shows only pages about themselves. */
  userWithoutRole: Awaited<ReturnType<TestDatabase['user']>>
  /**
   * Starts another console, with a new data directory unless one is given. With
   * `test.use({ baseURL: undefined })` a spec does not start the shared one.
   */
  startServer(options?: { directory?: string; env?: Record<string, string> }): Promise<Server>
  guard: BrowserGuard
}

export { expect }

export const test = base.extend<PerTest, PerWorker>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const directory = makeDataDirectory()
      try {
        const server = await Server.start(directory)
        await use(server)
        await server.stop()
      } finally {
        await removeDataDirectory(directory)
      }
    },
    { scope: 'worker' },
  ],
  db: [
    async ({ server }, use) => {
      const db = await TestDatabase.open(server.directory)
      await use(db)
      await db.close()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use, testInfo) => {
    const before = server.log.length
    await use(server.url)
    if (testInfo.status === testInfo.expectedStatus) return
    await testInfo.attach('server.log', { body: server.log.slice(before) })
  },
  organization: async ({ db }, use) => {
    // All specs of a worker sign in from one address, whose attempts are limited.
    await db.rows('DELETE FROM rate_limits')
    await use(await db.organization())
  },
  userWithoutRole: async ({ organization: { organizationId }, db, guard }, use) => {
    guard.expectStatus(403)
    const { id: accountId } = await db.account(organizationId)
    await use(await db.user({ organizationId, accountId }))
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  startServer: async ({}, use, testInfo) => {
    const servers: Server[] = []
    await use(async ({ directory = makeDataDirectory(), env = {} } = {}) => {
      const server = await Server.start(directory, env)
      servers.push(server)
      return server
    })
    const failed = testInfo.status !== testInfo.expectedStatus
    for (const { directory } of servers) await TestDatabase.closeAll(directory)
    const stopped = await Promise.allSettled(servers.map((server) => server.stop()))
    for (const { log, directory } of servers) {
      if (failed) await testInfo.attach('server.log', { body: log })
      await removeDataDirectory(directory)
    }
    for (const result of stopped) if (result.status === 'rejected') throw result.reason
  },
  guard: [
    async ({ browser }, use) => {
      const guard = new BrowserGuard()
      const stop = guard.watch(browser)
      await use(guard)
      stop()
      expect(guard.problems, 'problems in the browser').toEqual([])
    },
    { auto: true },
  ],
})
