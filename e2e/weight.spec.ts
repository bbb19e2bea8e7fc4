import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

/** What a browser that has nothing yet loads first, compressed, in KiB. */
async function weigh({ request }: Page, path: string) {
  const load = async (address: string) => (await request.get(address)).body()
  const weightOf = (body: Buffer) => gzipSync(body).length / 1024
  const loaded = async (tags: RegExp) => {
    const addresses = [...html.matchAll(tags)].map(([, address = '']) => address)
    const bodies = await Promise.all([...new Set(addresses)].map(load))
    return bodies.map(weightOf).reduce((sum, weight) => sum + weight, 0)
  }
  const html = String(await load(path))
  return {
    document: weightOf(Buffer.from(html)),
    script: await loaded(/<script src="([^"]+)"(?! noModule)/g),
    style: await loaded(/<link rel="stylesheet" href="([^"]+)"/g),
  }
}

test('the list and an account load little', async ({ page, organization, db }) => {
  const { organizationId } = organization
  const [first] = await Promise.all(Array.from({ length: 50 }, () => db.account(organizationId)))
  await signIn(page, organization)
  const list = await weigh(page, '/security/accounts')
  const account = await weigh(page, `/security/accounts/${first?.id}`)
  for (const { document, script, style } of [list, account]) {
    expect(document).toBeLessThan(30)
    expect(style).toBeGreaterThan(1)
    expect(style).toBeLessThan(15)
    expect(script).toBeGreaterThan(100)
    expect(script).toBeLessThan(205)
  }
  expect(list.script).toBeLessThan(165)
})
