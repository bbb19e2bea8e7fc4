import { expect, test } from 'vitest'
import { setupToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { isInstallationEmpty, isSetupOpen, setUp } from '@/lib/organization/set-up'
import * as make from '@/lib/testing/factories'

const administrator = {
  name: 'Acme',
  firstName: 'Ada',
  lastName: 'Byron',
  email: 'ada@example.com',
  password: make.PASSWORD,
}
const countRows = () => database().rateLimit.count()

test('a network gets 20 attempts at the setup link, and then not even the right one helps', async () => {
  const from = { ...make.origin, address: '198.51.100.9' }
  for (let attempt = 0; attempt < 10; attempt += 1) {
    expect(await isSetupOpen(from, { token: `wrong-${attempt}` })).toBe(false)
    const wrong = setUp(from, { ...administrator, token: 'wrong' })
    await expect(wrong).rejects.toMatchObject({ code: 'not-found' })
  }
  const rows = await countRows()
  expect(await isSetupOpen(from, { token: setupToken() })).toBe(false)
  const right = setUp(from, { ...administrator, token: setupToken() })
  await expect(right).rejects.toMatchObject({ code: 'rate-limited' })
  expect(await countRows()).toBe(rows)
  expect(await isInstallationEmpty(make.origin)).toBe(true)

  const elsewhere = { ...make.origin, address: '198.51.100.10' }
  for (let visit = 0; visit < 30; visit += 1) {
    expect(await isSetupOpen(elsewhere, { token: setupToken() })).toBe(true)
  }
  expect(await isSetupOpen(elsewhere, { token: '' })).toBe(false)
})

test.each([
  ['Password123!', 'Many people use this password, so attackers try it early. Choose another one.'],
  ['Acme-horse-7', 'The password must not contain the name of the organization.'],
])('the password %s is rejected at set-up', async (password, message) => {
  const rejected = setUp(make.origin, { ...administrator, password, token: setupToken() })
  await expect(rejected).rejects.toMatchObject({ code: 'invalid', fields: { password: message } })
  expect(await isInstallationEmpty(make.origin)).toBe(true)
})

test('an installation is empty until its first organization is created', async () => {
  expect(await isInstallationEmpty(make.origin)).toBe(true)
  await make.organization()
  expect(await isInstallationEmpty(make.origin)).toBe(false)
})

test('an installation that is set up counts no attempts at the setup link', async () => {
  await make.organization()
  const rows = await countRows()
  expect(await isSetupOpen(make.origin, { token: 'wrong' })).toBe(false)
  expect(await countRows()).toBe(rows)
})
