import { beforeEach, expect, test, vi } from 'vitest'
import { database } from '@/lib/db/client'
import { cancelJob } from '@/lib/jobs/commands'
import { getJob } from '@/lib/jobs/queries'
import type { OwnerWithLink } from '@/lib/links/view'
import { seedOrganization } from '@/lib/organization/seed'
import { setPassword } from '@/lib/sessions/set-password'
import * as make from '@/lib/testing/factories'
import { finishJobs, rejectedRows } from '@/lib/testing/jobs'
import { startUserJob } from '@/lib/user-jobs/commands'
import { makeAllLinks, makeLinks } from '@/lib/user-jobs/links'

vi.stubEnv('SMTP_URL', 'smtp://localhost:1')
vi.stubEnv('MAIL_FROM', 'accounts@example.com')

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

const user = (fields: Parameters<typeof make.user>[1] = {}) =>
  make.user(home, { passwordHash: 'x', ...fields })

const start = (...users: { id: number }[]) =>
  startUserJob(home.admin, {
    change: 'make-links',
    selection: users.map(({ id }) => `id=${id}`).join('&'),
  })

async function download({ id }: { id: number }, sendMail = false): Promise<OwnerWithLink[]> {
  const links: OwnerWithLink[] = []
  for await (const batch of makeAllLinks(home.admin, { id, sendMail })) links.push(...batch)
  return links
}

const mails = () => database().mail.findMany({ where: { organizationId: home.organizationId } })

test('a file has a link for each user, by which they choose a password', async () => {
  const [ada, invited, other] = [await user(), await user({ passwordHash: '!' }), await user()]
  const job = await start(ada, invited)
  expect(await getJob(home.admin, job)).toMatchObject({ state: 'awaiting-confirmation', total: 2 })
  const links = await download(job)
  expect(links.map(({ email }) => email)).toEqual([ada.email, invited.email])
  expect(await mails()).toEqual([])
  for (const { url } of links) {
    await setPassword(make.origin, { link: url, password: 'Brave-new-w0rld' })
  }
  const { passwordHash } = await database().user.findUniqueOrThrow({ where: { id: other.id } })
  expect(passwordHash).toBe(other.passwordHash)
  expect(await getJob(home.admin, job)).toMatchObject({ state: 'completed', succeeded: 2 })
  const events = await database().auditEvent.findMany({
    where: { organizationId: home.organizationId, operation: 'users.createLink' },
    orderBy: { seq: 'asc' },
  })
  expect(events.map(({ targetId, detail }) => [targetId, JSON.parse(detail)])).toEqual([
    [ada.id, { purpose: 'password', job: job.id }],
    [invited.id, { purpose: 'invite', job: job.id }],
  ])
})

test('each link is mailed if that was chosen', async () => {
  const [ada, grace] = [await user(), await user()]
  await download(await start(ada, grace), true)
  const recipients = (await mails()).map(({ recipient }) => recipient)
  expect(recipients.toSorted()).toEqual([ada.email, grace.email].toSorted())
})

test('a new file ends the links of the former one, and has its own report', async () => {
  const [ada, grace] = [await user(), await user()]
  const job = await start(ada, grace)
  const activate = (active: boolean) =>
    database().user.update({ where: { id: grace.id }, data: { active }, select: { id: true } })
  await activate(false)
  const [first] = await download(job)
  expect(await getJob(home.admin, job)).toMatchObject({ succeeded: 1, rejected: 1 })
  expect(await rejectedRows(home.admin, job.id)).toEqual([
    [grace.id, "A deactivated user can't get a link."],
  ])
  await activate(true)
  expect(await download(job)).toHaveLength(2)
  expect(await getJob(home.admin, job)).toMatchObject({ succeeded: 2, rejected: 0 })
  expect(await rejectedRows(home.admin, job.id)).toEqual([])
  const link = first?.url ?? ''
  await expect(
    setPassword(make.origin, { link, password: 'Brave-new-w0rld' }),
  ).rejects.toMatchObject({ code: 'invalid' })
})

test('a file of several batches has everyone once, and the job says how far it is', async () => {
  const { organizationId } = home
  await seedOrganization(make.origin, { organizationId, accounts: 12, usersPerAccount: 100 })
  const job = await startUserJob(home.admin, { change: 'make-links', selection: 'all=on' })
  const { total } = await getJob(home.admin, job)
  await makeLinks(home.admin, job)
  const part = { state: 'awaiting-confirmation', processed: 1_000, succeeded: 1_000 }
  expect(await getJob(home.admin, job)).toMatchObject(part)
  const links = await download(job)
  expect(new Set(links.map(({ email }) => email)).size).toBe(total)
  const whole = { state: 'completed', processed: total, succeeded: total }
  expect(await getJob(home.admin, job)).toMatchObject(whole)
})

test('of two downloads at the same time, each has its file, and the job one report', async () => {
  const [ada, grace] = [await user(), await user()]
  const job = await start(ada, grace)
  const data = { active: false }
  await database().user.update({ where: { id: grace.id }, data, select: { id: true } })
  await makeLinks(home.admin, job)
  // The second begins where the first has been.
  const again = await makeLinks(home.admin, { ...job, position: 1 })
  expect(again.users).toEqual([])
  expect(await rejectedRows(home.admin, job.id)).toHaveLength(1)
})

test('no link is made without a recent authentication, for a canceled job or for another kind', async () => {
  const [ada, grace] = [await user(), await user()]
  const [job, canceled] = [await start(ada), await start(ada)]
  await cancelJob(home.admin, canceled)
  const selection = `id=${grace.id}`
  const deactivation = await startUserJob(home.admin, { change: 'deactivate', selection })
  await finishJobs()
  const old = await make.actorToReauthenticate(home.userId)
  const before = await make.databaseSnapshot()
  await expect(makeLinks(old, job)).rejects.toMatchObject({ code: 'reauthentication-required' })
  await expect(makeLinks(home.admin, canceled)).rejects.toThrow('This job was canceled.')
  await expect(makeLinks(home.admin, deactivation)).rejects.toThrow('Job not found.')
  expect(await make.databaseSnapshot()).toBe(before)
})
