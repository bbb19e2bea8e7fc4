import { beforeAll, expect, test, vi } from 'vitest'
import { database } from '@/lib/db/client'
import { decryptParameters } from '@/lib/mail/encrypted-parameters'
import { resetOrganizationSecret } from '@/lib/organization/secret'
import { listOwnPasskeys } from '@/lib/passkeys/queries'
import { changePassword } from '@/lib/sessions/commands'
import { recoverUser } from '@/lib/sessions/recovery'
import { signIn } from '@/lib/sessions/sign-in'
import { actorFor, organization, origin, PASSWORD, user } from '@/lib/testing/factories'
import { registerPasskey } from '@/lib/testing/passkeys'
import { enroll } from '@/lib/testing/second-factor'
import { addUser } from '@/lib/users/add-user'
import { updateUser } from '@/lib/users/commands'
import { grantRole } from '@/lib/users/roles'

const NEW_PASSWORD = 'Quite-another-9'

let ours: Awaited<ReturnType<typeof organization>>
let passwordHash: string

beforeAll(async () => {
  vi.stubEnv('SMTP_URL', 'smtp://localhost:1')
  vi.stubEnv('MAIL_FROM', 'accounts@example.com')
  ours = await organization()
  const { passwordHash: hash } = await database().user.findUniqueOrThrow({
    where: { id: ours.userId },
  })
  passwordHash = hash
})

/** The mails to a user, the newest last, with what they say. */
async function mailsTo(userId: number) {
  const mails = await database().mail.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } })
  return mails.map(({ id, template, parameters }) => ({
    template,
    ...decryptParameters(id, parameters ?? new Uint8Array()),
  }))
}

const update = { version: 1, firstName: 'Grace', lastName: 'Hopper' }

test('a user reads that they changed their password', async () => {
  const person = await user(ours, { passwordHash })
  const passwords = { password: NEW_PASSWORD, repeatedPassword: NEW_PASSWORD }
  await changePassword(await actorFor(person.id), { currentPassword: PASSWORD, ...passwords })
  const notice = { template: 'password-changed', changedBy: 'user' }
  expect(await mailsTo(person.id)).toMatchObject([notice])
})

test('a user reads that an administrator changed their password', async () => {
  const person = await user(ours, { passwordHash })
  const { id, email } = person
  await updateUser(ours.admin, { id, email, ...update, password: NEW_PASSWORD })
  const notice = { template: 'password-changed', changedBy: 'administrator' }
  expect(await mailsTo(id)).toMatchObject([notice])
})

test('a user reads that the operator of the host changed their password', async () => {
  const person = await user(ours, { passwordHash })
  await recoverUser(origin, { email: person.email })
  const notice = { template: 'password-changed', changedBy: 'host' }
  expect(await mailsTo(person.id)).toMatchObject([notice])
})

test('neither a new user nor a first password is reported', async () => {
  const { user: added } = await addUser(ours.admin, {
    accountId: ours.accountId,
    email: 'new@example.com',
    firstName: 'Grace',
    lastName: 'Hopper',
    password: NEW_PASSWORD,
    orgAdmin: true,
  })
  expect(await mailsTo(added.id)).toEqual([])
  const { id, email } = await user(ours)
  await updateUser(ours.admin, { id, email, ...update, password: NEW_PASSWORD })
  expect(await mailsTo(id)).toEqual([])
})

test('a user reads that a passkey was added', async () => {
  const person = await user(ours)
  await registerPasskey(await actorFor(person.id))
  const [passkey] = (await listOwnPasskeys(await actorFor(person.id))).passkeys
  const notice = { template: 'passkey-added', passkey: passkey?.name }
  expect(await mailsTo(person.id)).toMatchObject([notice])
})

test('a user reads that an authenticator app was added, and that it was replaced', async () => {
  const person = await user(ours)
  const actor = await actorFor(person.id)
  await enroll(actor)
  await enroll(actor)
  const template = 'authenticator-added'
  expect(await mailsTo(person.id)).toMatchObject([
    { template, replaced: false },
    { template, replaced: true },
  ])
})

test('a user who becomes an Org Admin reads it, on the page and through the API', async () => {
  const first = await user(ours)
  await updateUser(ours.admin, { id: first.id, email: first.email, ...update, orgAdmin: true })
  const second = await user(ours)
  await grantRole(ours.admin, { id: second.id, key: 'org-admin' })
  for (const { id } of [first, second]) {
    const notice = { template: 'made-org-admin', madeBy: 'Ada Founder' }
    expect(await mailsTo(id)).toMatchObject([notice])
  }
  await updateUser(ours.admin, { id: first.id, email: first.email, ...update, version: 2 })
  expect(await mailsTo(first.id)).toHaveLength(1)
})

test('every Org Admin reads that the Organization Secret was replaced, and nobody else', async () => {
  const other = await organization()
  const colleague = await user(other, { orgAdmin: true })
  const former = await user(other, { orgAdmin: true, active: false })
  const person = await user(other)
  await resetOrganizationSecret(other.admin)
  const notice = { template: 'organization-secret-reset', resetBy: 'Ada Founder' }
  expect(await mailsTo(colleague.id)).toMatchObject([notice])
  expect(await mailsTo(other.userId)).toMatchObject([notice])
  expect(await mailsTo(former.id)).toEqual([])
  expect(await mailsTo(person.id)).toEqual([])
})

test('a sign-in with a new browser is reported, but not the first one or one of a known browser', async () => {
  const { id, email } = await user(ours, { passwordHash })
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0'
  const from = { ...origin, userAgent: firefox }
  const first = await signIn(from, { email, password: PASSWORD })
  expect(await mailsTo(id)).toEqual([])
  const deviceToken = 'deviceToken' in first ? first.deviceToken : ''
  await signIn({ ...from, deviceToken }, { email, password: PASSWORD })
  expect(await mailsTo(id)).toEqual([])
  await signIn(from, { email, password: PASSWORD })
  expect(await mailsTo(id)).toMatchObject([
    { template: 'new-device', browser: 'Firefox 130 on Linux', address: origin.address },
  ])
})
