import { randomBytes } from 'node:crypto'
import { beforeAll, expect, test, vi } from 'vitest'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { env } from '@/lib/env'
import { decryptParameters } from '@/lib/mail/encrypted-parameters'
import { queueMail } from '@/lib/mail/queue'
import { account, organization, user } from '@/lib/testing/factories'

const url = 'https://accounts.example.com/set-password#token-of-the-link'

let ours: Awaited<ReturnType<typeof organization>>

beforeAll(async () => {
  vi.stubEnv('SMTP_URL', 'smtp://localhost:1')
  vi.stubEnv('MAIL_FROM', 'accounts@example.com')
  ours = await organization()
})

function linkMail({ id, email }: { id: number; email: string }) {
  const expiresAt = new Date('2030-01-01T12:00:00Z')
  return {
    organizationId: ours.organizationId,
    userId: id,
    to: email,
    template: 'password-link' as const,
    parameters: { url, expiresAt, sentBy: null },
  }
}

const mailsTo = (userId: number) => database().mail.findMany({ where: { userId } })

test('a mail is queued with the change it reports, and its link is encrypted', async () => {
  const person = await user(ours, { firstName: 'Zoë' })
  expect(await transaction((db) => queueMail(db, linkMail(person)))).toBe(true)
  const [mail] = await mailsTo(person.id)
  expect(mail).toMatchObject({ recipient: person.email, state: 'waiting', attempts: 0 })
  const stored = Buffer.from(mail?.parameters ?? [])
  expect(stored.toString('latin1')).not.toContain('token-of-the-link')
  expect(decryptParameters(mail?.id ?? '', stored)).toMatchObject({
    firstName: 'Zoë',
    organization: ours.name,
    url,
  })
  expect(decryptParameters('another mail', stored)).toBeUndefined()
})

test('no mail is queued if the change fails', async () => {
  const person = await user(ours)
  const failing = transaction(async (db) => {
    await queueMail(db, linkMail(person))
    throw new Error('The change failed.')
  })
  await expect(failing).rejects.toThrow('The change failed.')
  expect(await mailsTo(person.id)).toEqual([])
})

test('inactive users, and users of other organizations, get no mail', async () => {
  const inactive = await user(ours, { active: false })
  const closed = await account(ours.organizationId, { active: false })
  const inInactiveAccount = await user(
    { organizationId: ours.organizationId, accountId: closed.id },
    { active: false },
  )
  const stranger = await user(await organization())
  for (const person of [inactive, inInactiveAccount, stranger]) {
    expect(await queueMail(database(), linkMail(person))).toBe(false)
    expect(await mailsTo(person.id)).toEqual([])
  }
})

test('a queued mail survives a new AUTH_SECRET, as long as the old one is known', async () => {
  const person = await user(ours)
  await queueMail(database(), linkMail(person))
  const [mail] = await mailsTo(person.id)
  const read = () => decryptParameters(mail?.id ?? '', mail?.parameters ?? new Uint8Array())
  const { AUTH_SECRET, AUTH_SECRET_PREVIOUS } = env()
  const next = randomBytes(32).toString('base64url')
  Object.assign(env(), { AUTH_SECRET: next, AUTH_SECRET_PREVIOUS: [AUTH_SECRET] })
  expect(read()).toMatchObject({ url })
  Object.assign(env(), { AUTH_SECRET_PREVIOUS: [] })
  expect(read()).toBeUndefined()
  Object.assign(env(), { AUTH_SECRET, AUTH_SECRET_PREVIOUS })
})
