import { beforeAll, expect, test, vi } from 'vitest'
import { database } from '@/lib/db/client'
import { env } from '@/lib/env'
import { findLink } from '@/lib/links/records'
import { decryptParameters } from '@/lib/mail/encrypted-parameters'
import { answerPasswordRequest, requestPasswordLink } from '@/lib/sessions/forgotten-password'
import { account, organization, origin, user } from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'

let ours: Awaited<ReturnType<typeof organization>>
let network = 0

beforeAll(async () => {
  vi.stubEnv('SMTP_URL', 'smtp://localhost:1')
  vi.stubEnv('MAIL_FROM', 'accounts@example.com')
  ours = await organization()
})

/** From a network of its own, so that the limits of other tests don't count. */
function visitor() {
  network += 1
  return { ...origin, address: `198.51.${network}.7` }
}

async function answerAll(): Promise<void> {
  while (await answerPasswordRequest(origin, {}));
}

const mailsTo = (email: string) => database().mail.findMany({ where: { recipient: email } })

async function ask(email: string, from = visitor()): Promise<void> {
  await requestPasswordLink(from, { email })
  await answerAll()
}

test('a user who forgot their password gets a link that works', async () => {
  const person = await user(ours)
  await ask(`  ${person.email.toUpperCase()} `)
  const [mail] = await mailsTo(person.email)
  expect(mail).toMatchObject({ template: 'password-link', userId: person.id })
  const { url = '' } =
    decryptParameters<'password-link'>(mail?.id ?? '', mail?.parameters ?? new Uint8Array()) ?? {}
  const [page, token = ''] = url.split('#')
  expect(page).toBe('http://localhost:3000/set-password')
  expect(await findLink(database(), token, ['password'])).toMatchObject({ userId: person.id })
  const audit = await database().auditEvent.findFirst({
    where: { operation: 'session.requestPasswordLink', targetId: person.id },
  })
  expect(audit).toMatchObject({ outcome: 'done', actorId: null })
})

test('nobody else gets anything, and every address is answered alike', async () => {
  const inactive = await user(ours, { active: false })
  const closed = await account(ours.organizationId, { active: false })
  const { organizationId } = ours
  const ofInactive = await user({ organizationId, accountId: closed.id }, { active: false })
  for (const email of [inactive.email, ofInactive.email, 'nobody@example.com']) {
    expect(await requestPasswordLink(visitor(), { email })).toBeUndefined()
    expect(await database().passwordRequest.count()).toBe(1)
    await answerAll()
    expect(await database().passwordRequest.count()).toBe(0)
    expect(await mailsTo(email)).toEqual([])
  }
  expect(await database().userLink.count({ where: { userId: inactive.id } })).toBe(0)
})

test('asking for a known and an unknown address does the same work', async () => {
  const person = await user(ours)
  const statementsFor = async (email: string) => {
    const sent = await statementsOf(() => requestPasswordLink(visitor(), { email }))
    return sent.map(({ text }) => text)
  }
  const known = await statementsFor(person.email)
  expect(await statementsFor('stranger@example.com')).toEqual(known)
  expect(known.filter((text) => text.includes('users'))).toEqual([])
  await answerAll()
})

test('an address gets three mails an hour, from any network, and is answered as before', async () => {
  const person = await user(ours)
  for (const email of [person.email, 'unknown@example.com']) {
    for (let count = 0; count < 5; count++) {
      expect(await requestPasswordLink(visitor(), { email })).toBeUndefined()
    }
    expect(await database().passwordRequest.count({ where: { email } })).toBe(3)
  }
  await answerAll()
  expect(await mailsTo(person.email)).toHaveLength(3)
})

test('a network can ask for 20 addresses in 15 minutes, known or not', async () => {
  const from = visitor()
  for (let count = 0; count < 20; count++) {
    await requestPasswordLink(from, { email: `guess${count}@example.com` })
  }
  const person = await user(ours)
  for (const email of [person.email, 'guess20@example.com']) {
    await expect(requestPasswordLink(from, { email })).rejects.toMatchObject({
      code: 'rate-limited',
    })
  }
  await answerAll()
  expect(await mailsTo(person.email)).toEqual([])
})

test('two instances answer a request once', async () => {
  const person = await user(ours)
  await requestPasswordLink(visitor(), { email: person.email })
  await Promise.all([answerAll(), answerAll(), answerAll()])
  expect(await mailsTo(person.email)).toHaveLength(1)
})

test('without mail there is nothing to ask for', async () => {
  const { SMTP_URL } = env()
  Object.assign(env(), { SMTP_URL: undefined })
  const asking = requestPasswordLink(visitor(), { email: ours.email })
  await expect(asking).rejects.toMatchObject({ code: 'not-found' })
  Object.assign(env(), { SMTP_URL })
  expect(await database().passwordRequest.count()).toBe(0)
})
