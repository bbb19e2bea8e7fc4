import { test as base, expect } from '@playwright/test'
import { makeDataDirectory, removeDataDirectory } from '@/e2e/support/data-directory'
import { Guard } from '@/e2e/support/guard'
import { Server } from '@/e2e/support/server'
import { TestDatabase } from '@/e2e/support/test-db'

type Installation = Awaited<ReturnType<TestDatabase['organization']>>

type Shared = {
  /** A running console that the stories of a worker share. */
  server: Server
  /** Prepares what a story starts from in the database of `server`. */
  backstage: TestDatabase
}

type Own = {
  /** An organization of this story's own in the shared console. */
  installation: Installation
  /**
   * A console of this story's own, empty unless its directory was used before. Stories that only
   * need such ones say `test.use({ baseURL: undefined })` and spare themselves the shared one.
   */
  startServer(options?: { directory?: string; env?: Record<string, string> }): Promise<Server>
  guard: Guard
}

export { expect }

export const test = base.extend<Own, Shared>({
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
  backstage: [
    async ({ server }, use) => {
      const backstage = await TestDatabase.open(server.directory)
      await use(backstage)
      await backstage.close()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use, testInfo) => {
    const before = server.log.length
    await use(server.url)
    if (testInfo.status === testInfo.expectedStatus) return
    await testInfo.attach('server.log', { body: server.log.slice(before) })
  },
  installation: async ({ backstage }, use) => use(await backstage.organization()),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  startServer: async ({}, use, testInfo) => {
    const servers: Server[] = []
    await use(async ({ directory = makeDataDirectory(), env = {} } = {}) => {
      const server = await Server.start(directory, env)
      servers.push(server)
      return server
    })
    const failed = testInfo.status !== testInfo.expectedStatus
    const stopped = await Promise.allSettled(servers.map((server) => server.stop()))
    for (const { log, directory } of servers) {
      if (failed) await testInfo.attach('server.log', { body: log })
      await removeDataDirectory(directory)
    }
    for (const end of stopped) if (end.status === 'rejected') throw end.reason
  },
  guard: [
    async ({ browser }, use) => {
      const guard = new Guard()
      const stop = guard.watch(browser)
      await use(guard)
      stop()
      expect(guard.objections, 'nothing may go wrong in the browser unnoticed').toEqual([])
    },
    { auto: true },
  ],
})
