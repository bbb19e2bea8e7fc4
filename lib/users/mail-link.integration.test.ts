import { beforeAll, expect, test, vi } from 'vitest'
import { database } from '@/lib/db/client'
import { env } from '@/lib/env'
import { decryptParameters } from '@/lib/mail/encrypted-parameters'
import { account, databaseSnapshot, organization, user } from '@/lib/testing/factories'
import { addUser } from '@/lib/users/add-user'
import { createUserLink } from '@/lib/users/links'

let ours: Awaited<ReturnType<typeof organization>>

beforeAll(async () => {
  vi.stubEnv('SMTP_URL', 'smtp://localhost:1')
  vi.stubEnv('MAIL_FROM', 'accounts@example.com')
  ours = await organization()
})

async function mailsTo(userId: number) {
  const mails = await database().mail.findMany({ where: { userId } })
  return mails.map(({ id, template, parameters }) => ({
    template,
    ...decryptParameters(id, parameters ?? new Uint8Array()),
  }))
}

const invitation = (accountId: number, email: string) => ({
  accountId,
  email,
  firstName: 'Grace',
  lastName: 'Hopper',
  firstPassword: 'link' as const,
})

test('adding a user sends their link only if that was ticked', async () => {
  const { id: accountId } = await account(ours.organizationId)
  const silent = await addUser(ours.admin, invitation(accountId, 'silent@example.com'))
  expect(await mailsTo(silent.user.id)).toEqual([])
  const ticked = invitation(accountId, 'grace@example.com')
  const { user: invited, link } = await addUser(ours.admin, { ...ticked, sendMail: true })
  expect(await mailsTo(invited.id)).toMatchObject([
    { template: 'invite', firstName: 'Grace', url: link?.url, sentBy: 'Ada Founder' },
  ])
})

test('a user who has no link to get gets no mail', async () => {
  const { id: accountId } = await account(ours.organizationId)
  const { user: added } = await addUser(ours.admin, {
    ...invitation(accountId, 'typed@example.com'),
    firstPassword: 'generated',
    sendMail: true,
  })
  expect(await mailsTo(added.id)).toEqual([])
})

test('a reset link is sent to its user only if that was ticked', async () => {
  const person = await user(ours)
  await createUserLink(ours.admin, { id: person.id, purpose: 'password' })
  expect(await mailsTo(person.id)).toEqual([])
  const { link } = await createUserLink(ours.admin, {
    id: person.id,
    purpose: 'password',
    sendMail: true,
  })
  expect(await mailsTo(person.id)).toMatchObject([{ template: 'password-link', url: link.url }])
})

test('without mail, a link that should be sent is not made, nor the user added', async () => {
  const { SMTP_URL } = env()
  const { id: accountId } = await account(ours.organizationId)
  const person = await user(ours)
  Object.assign(env(), { SMTP_URL: undefined })
  const before = await databaseSnapshot()
  const sendMail = true
  const adding = addUser(ours.admin, { ...invitation(accountId, 'late@example.com'), sendMail })
  await expect(adding).rejects.toMatchObject({ code: 'conflict' })
  await expect(createUserLink(ours.admin, { id: person.id, sendMail })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await databaseSnapshot()).toBe(before)
  Object.assign(env(), { SMTP_URL })
})
