import { randomUUID } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { database } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { addProvider, updateProvider } from '@/lib/providers/commands'
import {
  addProviderDomain,
  removeProviderDomain,
  verifyProviderDomain,
} from '@/lib/providers/domains'
import { unlinkIdentity } from '@/lib/providers/identities'
import { setProviderAccount } from '@/lib/providers/new-users'
import { getProvider } from '@/lib/providers/queries'
import { listIdentities, listProviders } from '@/lib/providers/records'
import { verifyDomainOnHost } from '@/lib/providers/verify-on-host'
import type { ProviderView } from '@/lib/providers/view'
import { answerTextQuery } from '@/lib/testing/dns'
import * as make from '@/lib/testing/factories'
import { CLIENT_ID, CLIENT_SECRET, IdentityProvider } from '@/lib/testing/identity-provider'
import { provider as makeProvider } from '@/lib/testing/provider-factory'

const dns = createSocket('udp4')
const records = new Map<string, string[]>()

let idp: IdentityProvider
let home: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  idp = await IdentityProvider.start()
  dns.on('message', (query, { port, address }) => {
    dns.send(answerTextQuery(query, records), port, address)
  })
  dns.bind(0, '127.0.0.1')
  await once(dns, 'listening')
  vi.stubEnv('PRIVATE_PROVIDER_HOSTS', '127.0.0.1')
  vi.stubEnv('DNS_SERVERS', `127.0.0.1:${dns.address().port}`)
})
afterAll(async () => {
  dns.close()
  await idp.close()
})
beforeEach(async () => {
  home = await make.organization()
})
afterEach(() => records.clear())

const fields = () => ({
  key: randomUUID(),
  name: 'Acme',
  issuer: idp.issuer,
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
})

const settingsOf = ({ id, version, name, issuer, clientId, active, ...rest }: ProviderView) => ({
  id,
  version,
  name,
  issuer,
  clientId,
  active,
  required: rest.required,
  emergencyUserId: rest.emergencyUserId,
})

const fieldsOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.fields : error),
  )

const addSecondFactor = (userId: number) =>
  database().secondFactor.create({ data: { userId, secret: new Uint8Array(1), lastStep: 0 } })

describe('a provider', () => {
  test('is added inactive, with its secret encrypted', async () => {
    const provider = await addProvider(home.admin, fields())
    expect(provider).toMatchObject({
      active: false,
      required: false,
      testedAt: null,
      account: null,
    })
    const where = { id: provider.id }
    const { clientSecret } = await database().identityProvider.findUniqueOrThrow({ where })
    expect(Buffer.from(clientSecret).includes(CLIENT_SECRET)).toBe(false)
    expect(JSON.stringify(await listProviders(database(), home.organizationId))).not.toContain(
      CLIENT_SECRET,
    )
    const rows = await database().auditEvent.findMany({ where: { operation: 'providers.add' } })
    expect(JSON.stringify(rows)).not.toContain(CLIENT_SECRET)
  })

  test('cannot create users in an account of administrators, or of another organization', async () => {
    const { id } = await addProvider(home.admin, fields())
    const administrators = await make.account(home.organizationId, { accountAdmin: true })
    const deleted = await make.account(home.organizationId, { active: false })
    const foreign = await make.account((await make.organization()).organizationId)
    for (const { id: accountId } of [administrators, deleted, foreign]) {
      await expect(setProviderAccount(home.admin, { id, accountId })).rejects.toThrow(/account/)
    }
    expect(await getProvider(home.admin, { id })).toMatchObject({ account: null, version: 1 })
  })

  test('creates users in the chosen account, until none is chosen', async () => {
    const { id } = await addProvider(home.admin, fields())
    const { id: accountId, name } = await make.account(home.organizationId)
    const chosen = { account: { id: accountId, name }, changed: true }
    expect(await setProviderAccount(home.admin, { id, accountId })).toEqual(chosen)
    const repeated = await setProviderAccount(home.admin, { id, accountId })
    expect(repeated).toEqual({ ...chosen, changed: false })
    expect(await getProvider(home.admin, { id })).toMatchObject({
      account: { id: accountId, name },
      version: 2,
    })
    expect(await setProviderAccount(home.admin, { id, accountId: '' })).toMatchObject({
      account: null,
    })
    const where = { operation: 'providers.setAccount', targetId: id }
    expect(await database().auditEvent.count({ where })).toBe(2)
  })

  test('is required only once it is tested and active, with a domain and an emergency administrator', async () => {
    const { id } = await addProvider(home.admin, fields())
    const require = async (change: object = {}) => {
      const settings = settingsOf(await getProvider(home.admin, { id }))
      return fieldsOf(updateProvider(home.admin, { ...settings, required: true, ...change }))
    }
    const blocked = { required: expect.any(String) }
    expect(await require({ active: true })).toEqual(blocked)
    await database().identityProvider.update({ where: { id }, data: { testedAt: new Date() } })
    expect(await require()).toEqual(blocked)
    expect(await require({ active: true })).toEqual(blocked)
    const domain = `${randomUUID()}.example`
    const verified = { domain, token: 't', verifiedAt: new Date(), providerId: id }
    await database().providerDomain.create({ data: verified })
    const noAdministrator = { emergencyUserId: expect.any(String) }
    expect(await require({ active: true })).toEqual(noAdministrator)
    expect(await require({ active: true, emergencyUserId: home.userId })).toEqual(noAdministrator)
    expect(await getProvider(home.admin, { id })).toMatchObject({ required: false, version: 1 })
    await addSecondFactor(home.userId)
    expect(await require({ active: true, emergencyUserId: home.userId })).toBe('done')
  })

  test('ends the sessions of its people that began in another way, when it is required', async () => {
    const { organizationId, accountId, userId: emergencyUserId } = home
    await addSecondFactor(emergencyUserId)
    const { id, domain } = await makeProvider(organizationId, idp.issuer)
    const person = await make.user({ organizationId, accountId })
    const stranger = await make.user({ organizationId, accountId })
    const email = `${randomUUID()}@${domain}`
    await database().user.update({ where: { id: person.id }, data: { email } })
    await make.createSession(person.id, 'passkey')
    await make.createSession(person.id, 'provider')
    await make.createSession(stranger.id)
    await database().identityProvider.update({ where: { id }, data: { testedAt: new Date() } })
    const settings = settingsOf(await getProvider(home.admin, { id }))
    const saved = await updateProvider(home.admin, { ...settings, required: true, emergencyUserId })
    expect(saved).toMatchObject({ sessionsEnded: 1 })
    const open = await database().session.findMany({
      where: { user: { organizationId } },
      orderBy: { userId: 'asc' },
    })
    expect(open.map(({ userId, method }) => [userId, method])).toEqual([
      [emergencyUserId, 'password'],
      [person.id, 'provider'],
      [stranger.id, 'password'],
    ])
  })

  test('has to be tested again with another client, and before that cannot stay required', async () => {
    await addSecondFactor(home.userId)
    const { id } = await makeProvider(home.organizationId, idp.issuer, {
      required: true,
      emergencyUserId: home.userId,
    })
    const settings = settingsOf(await getProvider(home.admin, { id }))
    const changed = { ...settings, clientSecret: 'another' }
    expect(await fieldsOf(updateProvider(home.admin, changed))).toEqual({
      required: expect.any(String),
    })
    expect(await getProvider(home.admin, { id })).toMatchObject({ version: 1, required: true })
    const saved = await updateProvider(home.admin, { ...changed, required: false })
    expect(saved).toMatchObject({ testedAt: null, required: false, active: true })
  })
})

describe('a domain', () => {
  test('is verified by its TXT record, for one provider only', async () => {
    const { id } = await addProvider(home.admin, fields())
    const domain = `${randomUUID()}.example`
    const { token } = await addProviderDomain(home.admin, {
      id,
      domain: ` ${domain.toUpperCase()} `,
    })
    const verify = () => verifyProviderDomain(home.admin, { id, domain })
    await expect(verify()).rejects.toThrow("doesn't have the record yet")
    records.set(domain, ['v=spf1 -all', `console-verification=${token}x`])
    await expect(verify()).rejects.toThrow("doesn't have the record yet")
    expect((await getProvider(home.admin, { id })).domains).toMatchObject([{ verifiedAt: null }])
    records.set(domain, ['v=spf1 -all', `console-verification=${token}`])
    expect(await verify()).toMatchObject({ domain, verifiedAt: expect.any(Date) })
    const other = await make.organization()
    const taken = await addProvider(other.admin, fields())
    const claim = await addProviderDomain(other.admin, { id: taken.id, domain })
    records.set(domain, [`console-verification=${claim.token}`])
    await expect(verifyProviderDomain(other.admin, { id: taken.id, domain })).rejects.toThrow(
      'already belongs to another identity provider',
    )
  })

  test('is verified by the operator of the host, if the organization has added it', async () => {
    const { id } = await addProvider(home.admin, fields())
    const domain = `${randomUUID()}.example`
    const onHost = () => verifyDomainOnHost(make.origin, { provider: id, domain })
    await expect(onHost()).rejects.toThrow('Add it in Settings')
    await addProviderDomain(home.admin, { id, domain })
    expect(await onHost()).toEqual({ name: 'Acme', domain })
    const where = { operation: 'providers.verifyDomain', organizationId: home.organizationId }
    expect(await database().auditEvent.count({ where })).toBe(1)
  })

  test('stays if it is the last one of a required provider', async () => {
    const { id, domain } = await makeProvider(home.organizationId, idp.issuer, {
      required: true,
      emergencyUserId: home.userId,
    })
    await expect(removeProviderDomain(home.admin, { id, domain })).rejects.toThrow(
      'verified domain',
    )
    expect((await getProvider(home.admin, { id })).domains).toHaveLength(1)
  })
})

test('unlinking a user ends their link and their sessions, and leaves those of others', async () => {
  const { id: providerId, issuer } = await makeProvider(home.organizationId, idp.issuer)
  const [person, other] = [await make.user(home), await make.user(home)]
  for (const { id: userId } of [person, other]) {
    await make.createSession(userId)
    const data = { userId, providerId, issuer, subject: `subject ${userId}` }
    await database().userIdentity.create({ data })
  }
  const key = { id: person.id, providerId }
  expect(await unlinkIdentity(home.admin, key)).toMatchObject({ changed: true })
  expect(await listIdentities(database(), person.id)).toEqual([])
  expect(await database().session.count({ where: { userId: person.id } })).toBe(0)
  expect(await listIdentities(database(), other.id)).toMatchObject([{ provider: 'Acme' }])
  expect(await database().session.count({ where: { userId: other.id } })).toBe(1)
  const before = await make.databaseSnapshot()
  expect(await unlinkIdentity(home.admin, key)).toMatchObject({ changed: false })
  expect(await make.databaseSnapshot()).toBe(before)
})

test('administrators who unlink themselves stay signed in there', async () => {
  const { id: providerId, issuer } = await makeProvider(home.organizationId, idp.issuer)
  const { userId } = home
  await database().userIdentity.create({ data: { userId, providerId, issuer, subject: '1' } })
  const open = await database().session.count({ where: { userId } })
  await make.createSession(userId)
  await unlinkIdentity(home.admin, { id: userId, providerId })
  expect(await database().session.count({ where: { userId } })).toBe(open)
})
