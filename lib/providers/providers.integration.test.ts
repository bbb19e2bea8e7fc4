import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { database } from '@/lib/db/client'
import { addProvider, deleteProvider, updateProvider } from '@/lib/providers/commands'
import {
  addProviderDomain,
  verifyDomainOnHost,
  verifyProviderDomain,
} from '@/lib/providers/domains'
import { listProviders } from '@/lib/providers/queries'
import * as make from '@/lib/testing/factories'
import { CLIENT_ID, CLIENT_SECRET, IdentityProvider } from '@/lib/testing/identity-provider'

let idp: IdentityProvider
let home: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  vi.stubEnv('PRIVATE_PROVIDER_HOSTS', '127.0.0.1')
  idp = await IdentityProvider.start()
})
afterAll(async () => idp.close())
beforeEach(async () => {
  home = await make.organization()
})

const fields = () => ({
  key: randomUUID(),
  name: 'Acme',
  issuer: idp.issuer,
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
})

test('a provider is added inactive, and its secret is encrypted', async () => {
  const provider = await addProvider(home.admin, fields())
  expect(provider).toMatchObject({ active: false, required: false, testedAt: null, account: null })
  const { clientSecret } = await database().identityProvider.findUniqueOrThrow({
    where: { id: provider.id },
  })
  expect(Buffer.from(clientSecret).includes(CLIENT_SECRET)).toBe(false)
  expect(JSON.stringify(await listProviders(home.admin))).not.toContain(CLIENT_SECRET)
})
