import { beforeAll, expect, test, vi } from 'vitest'
import { resetOrganizationSecret } from '@/lib/organization/secret'
import { getSettings } from '@/lib/settings/queries'
import * as make from '@/lib/testing/factories'
import { provider } from '@/lib/testing/provider-factory'
import { statementsOf } from '@/lib/testing/statements'

beforeAll(() => {
  vi.stubEnv('SMTP_URL', 'smtp://mail.example.com')
  vi.stubEnv('MAIL_FROM', 'accounts@example.com')
})

test('the page of the settings reads all of its organization at once, and nothing of another', async () => {
  const [home, stranger] = [await make.organization(), await make.organization()]
  const { organizationId, email: recipient } = home
  const { id, domain } = await provider(organizationId, 'https://login.example.com')
  await resetOrganizationSecret(home.admin, { overlapHours: '24' })
  expect(await getSettings(home.admin)).toMatchObject({
    organization: { id: organizationId, name: home.name },
    secret: { callers: 0, previous: { callers: 0, switched: 0 } },
    withoutFactor: { 'org-admins': { count: 1 }, everyone: { count: 1 } },
    providers: [{ id, name: 'Acme', active: true, required: false, verifiedDomains: [domain] }],
    mail: { isOn: true, mails: [{ recipient, template: 'organization-secret-reset' }] },
  })
  const others = await getSettings(stranger.admin)
  expect(others).toMatchObject({ secret: { previous: null }, providers: [], mail: { mails: [] } })
  expect(JSON.stringify(others)).not.toContain(home.name)
  expect(await statementsOf(() => getSettings(home.admin))).toHaveLength(5)
})
