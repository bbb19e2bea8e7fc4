import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { continueSession } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

/** The compressed KiB that a browser with an empty cache loads. */
async function measure({ request }: Page, path: string) {
  const load = async (url: string) => (await request.get(url)).body()
  const sizeOf = (body: Buffer) => gzipSync(body).length / 1024
  const sizeOfLinked = async (tags: RegExp) => {
    const urls = [...html.matchAll(tags)].map(([, url = '']) => url)
    const bodies = await Promise.all([...new Set(urls)].map(load))
    return bodies.map(sizeOf).reduce((sum, size) => sum + size, 0)
  }
  const html = String(await load(path))
  return {
    document: sizeOf(Buffer.from(html)),
    script: await sizeOfLinked(/<script src="([^"]+)"(?! noModule)/g),
    style: await sizeOfLinked(/<link rel="stylesheet" href="([^"]+)"/g),
  }
}

test('the list and an account page stay within their download budgets', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  const [first] = await Promise.all(Array.from({ length: 50 }, () => db.account(organizationId)))
  await continueSession(page, organization)
  const list = await measure(page, '/security/accounts')
  const account = await measure(page, `/security/accounts/${first?.id}`)
  for (const { document, script, style } of [list, account]) {
    expect(document).toBeLessThan(30)
    expect(style).toBeGreaterThan(1)
    expect(style).toBeLessThan(15)
    expect(script).toBeGreaterThan(100)
    expect(script).toBeLessThan(205)
  }
  expect(list.script).toBeLessThan(165)
})

test('the sign-in page stays within its download budget, and loads passkeys later', async ({
  page,
}) => {
  await page.goto('/login')
  const { document, script, style } = await measure(page, '/login')
  expect(document).toBeLessThan(15)
  expect(style).toBeLessThan(15)
  expect(script).toBeGreaterThan(100)
  expect(script).toBeLessThan(206)
})
