import { beforeAll, expect, test, vi } from 'vitest'
import { database } from '@/lib/db/client'
import { env } from '@/lib/env'
import { sendTestMail } from '@/lib/mail/commands'
import { findFailedMail } from '@/lib/mail/failed-mail'
import { readMailOverview } from '@/lib/mail/overview'
import { queueMail } from '@/lib/mail/queue'
import { databaseSnapshot, organization, user } from '@/lib/testing/factories'

let ours: Awaited<ReturnType<typeof organization>>

beforeAll(async () => {
  vi.stubEnv('SMTP_URL', 'smtp://console:hunter2@mail.example.com')
  vi.stubEnv('MAIL_FROM', 'Accounts <accounts@example.com>')
  ours = await organization()
})

async function finish(userId: number, state: 'sent' | 'failed', error: string) {
  const data = { state, error, parameters: null, finishedAt: new Date() }
  await database().mail.updateMany({ where: { userId, state: 'waiting' }, data })
}

async function mailTo({ id: userId, email: to }: { id: number; email: string }) {
  const { organizationId } = ours
  const parameters = { changedBy: 'administrator' as const }
  const mail = { organizationId, userId, to, template: 'password-changed' as const, parameters }
  await queueMail(database(), mail)
}

test('a test mail goes to the administrator and appears in the settings', async () => {
  expect(await sendTestMail(ours.admin)).toEqual({ to: ours.email })
  const overview = await readMailOverview(database(), ours.organizationId)
  expect(overview).toMatchObject({
    isOn: true,
    from: 'Accounts <accounts@example.com>',
    mails: [{ recipient: ours.email, template: 'test', state: 'waiting', error: '' }],
  })
  expect(JSON.stringify(overview)).not.toContain('hunter2')
})

test('administrators of another organization see none of these mails', async () => {
  const stranger = await organization()
  await mailTo(await user(ours))
  expect((await readMailOverview(database(), stranger.organizationId)).mails).toEqual([])
  const person = await user(ours)
  await mailTo(person)
  await finish(person.id, 'failed', '550 No such user')
  expect(await findFailedMail(database(), stranger.admin, person.id)).toBeUndefined()
  expect(await findFailedMail(database(), ours.admin, person.id)).toMatchObject({
    recipient: person.email,
    error: '550 No such user',
  })
})

test("a user's page shows a failed mail until a later one was sent", async () => {
  const person = await user(ours)
  expect(await findFailedMail(database(), ours.admin, person.id)).toBeUndefined()
  await mailTo(person)
  await finish(person.id, 'failed', '550 Mailbox full')
  expect(await findFailedMail(database(), ours.admin, person.id)).toMatchObject({ state: 'failed' })
  await mailTo(person)
  await finish(person.id, 'sent', '')
  expect(await findFailedMail(database(), ours.admin, person.id)).toBeUndefined()
})

test('without mail, no test can be sent', async () => {
  const { SMTP_URL } = env()
  Object.assign(env(), { SMTP_URL: undefined })
  const before = await databaseSnapshot()
  await expect(sendTestMail(ours.admin)).rejects.toMatchObject({ code: 'conflict' })
  expect(await databaseSnapshot()).toBe(before)
  expect(await readMailOverview(database(), ours.organizationId)).toMatchObject({
    isOn: false,
    from: '',
  })
  Object.assign(env(), { SMTP_URL })
})
