import type { Page } from '@playwright/test'
import { readForm } from '@/e2e/support/forms'
import {
  encodeParts,
  hostileArguments,
  hostileForms,
  multipart,
} from '@/e2e/support/hostile/flight'
import { hostileCookies, hostileHeaders } from '@/e2e/support/hostile/headers'
import { sendRaw } from '@/e2e/support/hostile/raw-socket'
import { shapes } from '@/e2e/support/hostile/shapes'
import { continueSession } from '@/e2e/support/open'
import type { Server } from '@/e2e/support/server'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

const CONCURRENCY = 8
const organizationRows = `SELECT
  (SELECT json_agg(o ORDER BY id) FROM organizations o WHERE id = $1) AS organization,
  (SELECT json_agg(a ORDER BY id) FROM accounts a WHERE organization_id = $1) AS accounts,
  (SELECT json_agg(u ORDER BY id) FROM users u WHERE organization_id = $1) AS users`

/** Runs this many at a time. */
async function runAll<T>(items: T[], run: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values()
  const work = async () => {
    for (const item of queue) await run(item)
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, work))
}

const announcements = /^(Ready on|Set up this installation:) /

/** The lines that are not one JSON object, or that report a response of 500 or more. */
function suspiciousLines(log: string): string[] {
  return log.split('\n').filter((line) => {
    if (line === '' || announcements.test(line)) return false
    if (!/^\{.*\}$/.test(line)) return true
    const { status = 0 }: { status?: number } = JSON.parse(line)
    return status >= 500
  })
}

async function expectHealthy(server: Server, logBefore: number): Promise<void> {
  expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
  expect(suspiciousLines(server.log.slice(logBefore))).toEqual([])
}

test(`${shapes.length} raw requests are answered with less than 500, or not at all`, async ({
  server,
}) => {
  const logBefore = server.log.length
  const problems: string[] = []
  await runAll(shapes, async ([name, bytes]) => {
    const { statuses, text, ended } = await sendRaw(server.url, bytes, 1_000)
    if (statuses.some((status) => status >= 500)) problems.push(`${name}: ${statuses.join()}`)
    if (text !== '' && statuses.length === 0) problems.push(`${name}: ${text.slice(0, 200)}`)
    if (ended === 'silent') problems.push(`${name}: the connection stays open`)
  })
  expect(problems).toEqual([])
  await expectHealthy(server, logBefore)
})

test('hostile headers and cookies are answered with less than 500', async ({
  page,
  server,
  organization,
}) => {
  await signIn(page, organization)
  const cookies = (await page.context().cookies()).map(({ name }) => name)
  const logBefore = server.log.length
  const lines = [...hostileHeaders, ...hostileCookies(cookies)]
  const paths = ['/login', '/security/accounts', '/api/auth/session', '/elements/api-v2/accounts']
  const problems: string[] = []
  // Each line goes to two paths in turn, which is fast and covers all values on each path.
  const targets = lines.flatMap((line, n) =>
    [n, n + 1].map((at) => ({ line, path: paths[at % paths.length] })),
  )
  await runAll(targets, async ({ line, path }) => {
    const head = [`GET ${path} HTTP/1.1`, 'Host: localhost', line, 'Connection: close']
    const { statuses, text } = await sendRaw(server.url, `${head.join('\r\n')}\r\n\r\n`)
    const isRedirectedAway = /^location: (https?:)?\/\/(?!localhost)/im.test(text)
    if (statuses.length === 1 && (statuses[0] ?? 500) < 500 && !isRedirectedAway) return
    problems.push(`${path} with ${line.slice(0, 80)}: ${statuses.join()}`)
  })
  expect(problems).toEqual([])
  await expectHealthy(server, logBefore)
})

/** The ID of the action of a form. */
async function actionOf(page: Page, path: string, label: string): Promise<string> {
  await page.goto(path)
  const { fields } = await readForm(page, label, {})
  const [, id] = /"id":"([0-9a-f]+)"/.exec(fields.map(([, value]) => value).join('\n')) ?? []
  return id ?? ''
}

test.describe('hostile arguments of an action', () => {
  // Without JavaScript, a form has a hidden field that names its action.
  test.use({ javaScriptEnabled: false })

  test('are answered with less than 500 and change nothing', async ({
    page,
    server,
    organization,
    db,
  }) => {
    const signInAction = await actionOf(page, '/login', 'Sign in')
    await continueSession(page, organization)
    const addAction = await actionOf(page, '/security/accounts/new', 'Add Account')
    const before = await db.rows(organizationRows, [organization.organizationId])
    const logBefore = server.log.length
    const problems: string[] = []
    for (const [path, action] of [
      ['/login', signInAction],
      ['/security/accounts/new', addAction],
    ] as const) {
      expect(action, path).not.toBe('')
      const headers = { Origin: server.url, 'Content-Type': multipart }
      const calls = hostileArguments.map((parts) => ({
        headers: { ...headers, 'Next-Action': action },
        data: Buffer.from(encodeParts(parts)),
      }))
      const forms = hostileForms(action).map((parts) => ({
        headers,
        data: Buffer.from(encodeParts(parts)),
      }))
      await runAll([...calls, ...forms], async (options) => {
        const response = await page.request.post(path, { ...options, maxRedirects: 0 })
        const status = response.status()
        if (status >= 500)
          problems.push(`${path} ${status}: ${options.data.toString().slice(0, 300)}`)
      })
    }
    expect(problems).toEqual([])
    expect(await db.rows(organizationRows, [organization.organizationId])).toEqual(before)
    await expectHealthy(server, logBefore)
  })
})
