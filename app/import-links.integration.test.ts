import { parse } from 'csv-parse/sync'
import { NextRequest } from 'next/server'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { POST } from '@/app/security/jobs/[id]/links/route'
import { database } from '@/lib/db/client'
import { env } from '@/lib/env'
import { confirmImport, importUsers } from '@/lib/imports/commands'
import { countInvitable, inviteImportedUsers } from '@/lib/imports/links'
import { decryptParameters } from '@/lib/mail/encrypted-parameters'
import { setPassword } from '@/lib/sessions/set-password'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs } from '@/lib/testing/jobs'
import * as browser from '@/lib/testing/next-request'
import { updateUser } from '@/lib/users/commands'

vi.mock('next/headers', () => import('@/lib/testing/next-request'))

let home: Awaited<ReturnType<typeof make.organization>>
let accountId: number
let jobId: number
let session: string

beforeEach(async () => {
  browser.clearCookies()
  browser.setRequest()
  home = await make.organization()
  accountId = (await make.account(home.organizationId)).id
  await make.user({ organizationId: home.organizationId, accountId })
  session = await make.createSession(home.userId)
  const { set } = await browser.cookies()
  set('console-session', session)
  jobId = await importPeople('=Ada,Probe', 'Grace,Hopper', 'Chuck,Norris')
})

async function importPeople(...people: string[]): Promise<number> {
  const lines = people.map((person) => `${person},${crypto.randomUUID()}@example.com`)
  const content = csv('first_name,last_name,email', ...lines)
  const job = await importUsers(home.admin, { file: 'users.csv', accountId, content })
  await finishJobs()
  await confirmImport(home.admin, job)
  await finishJobs()
  return job.id
}

function submit(fields: { [name: string]: string } = {}) {
  const body = new URLSearchParams({ formUser: String(home.userId), ...fields })
  const request = new NextRequest('http://localhost:3000/', { method: 'POST', body })
  return POST(request, { params: Promise.resolve({ id: String(jobId) }) })
}

async function links(response: Response): Promise<string[][]> {
  return parse(await response.text(), { bom: true })
}

const linkCount = () =>
  database().userLink.count({ where: { organizationId: home.organizationId } })

describe('the file of links after an import', () => {
  test('has a link for each imported user, and nobody else', async () => {
    const response = await submit()
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="links-${jobId}.csv"`,
      'cache-control': 'no-store',
    })
    const [header, ...rows] = await links(response)
    expect(header).toEqual(['first_name', 'last_name', 'email', 'link', 'expires'])
    expect(rows.map(([first, last]) => `${first} ${last}`)).toEqual([
      "'=Ada Probe",
      'Grace Hopper',
      'Chuck Norris',
    ])
    for (const [, , email = '', link = ''] of rows) {
      expect(link).toMatch(/^http:\/\/localhost:\d+\/set-password#[\w-]{43}$/)
      await setPassword(make.origin, { link, password: 'Brave-new-w0rld' })
      const { passwordHash } = await database().user.findUniqueOrThrow({ where: { email } })
      expect(passwordHash).toMatch(/^\$argon2id/)
    }
  })

  test('sends each link by mail if that was ticked, and otherwise notifies nobody', async () => {
    const mails = () => database().mail.findMany({ where: { organizationId: home.organizationId } })
    await links(await submit())
    expect(await mails()).toEqual([])
    Object.assign(env(), {
      SMTP_URL: 'smtp://localhost:1',
      MAIL_FROM: { name: '', address: 'accounts@example.com' },
    })
    const [, ...rows] = await links(await submit({ sendMail: 'on' }))
    Object.assign(env(), { SMTP_URL: undefined, MAIL_FROM: undefined })
    const sent = (await mails()).map(({ id, recipient, parameters }) => [
      recipient,
      decryptParameters<'invite'>(id, parameters ?? new Uint8Array())?.url,
    ])
    const listed = rows.map(([, , email, link]) => [email, link])
    expect(sent.toSorted()).toEqual(listed.toSorted())
  })

  test('has new links each time, and ends the earlier ones', async () => {
    const [, [, , , first = ''] = []] = await links(await submit())
    expect(await countInvitable(home.admin, { id: jobId })).toEqual({ users: 3, invited: 3 })
    const [, [, , , second = ''] = []] = await links(await submit())
    expect(await linkCount()).toBe(3)
    const password = 'Brave-new-w0rld'
    await expect(setPassword(make.origin, { link: first, password })).rejects.toMatchObject({
      code: 'invalid',
    })
    await setPassword(make.origin, { link: second, password })
  })

  test('leaves out who has a password or was deactivated', async () => {
    const [, [, , grace = ''] = [], [, , chuck = ''] = []] = await links(await submit())
    await updateUser(home.admin, { id: grace, active: false })
    await updateUser(home.admin, { id: chuck, password: 'Brave-new-w0rld' })
    const [, ...rows] = await links(await submit())
    expect(rows.map(([, , email]) => email)).not.toContain(grace)
    expect(rows).toHaveLength(1)
    expect(await countInvitable(home.admin, { id: jobId })).toMatchObject({ users: 1 })
  })

  test('is audited for each user, without the links', async () => {
    const [, [, , , link = ''] = []] = await links(await submit())
    const events = await database().auditEvent.findMany({
      where: { organizationId: home.organizationId, operation: 'users.createLink' },
    })
    expect(events.map(({ detail }) => JSON.parse(detail))).toEqual(
      Array(3).fill({ purpose: 'invite', job: jobId }),
    )
    expect(JSON.stringify(events)).not.toContain(link.split('#')[1])
  })
})

describe('no link is made', () => {
  async function expectNoLinks(fields: { [name: string]: string }, location?: string) {
    const response = await submit(fields)
    expect(response.headers.get('location')).toBe(location ?? null)
    expect(response.headers.get('content-type') ?? '').not.toContain('csv')
    expect(await linkCount()).toBe(0)
    return response
  }

  test('after the session, for someone else who signed in, or for another site', async () => {
    await expectNoLinks({ formUser: '999999' })
    browser.setRequest({ origin: 'https://evil.example' })
    expect((await expectNoLinks({})).status).toBe(403)
    browser.setRequest()
    await database().session.deleteMany({ where: { userId: home.userId } })
    await expectNoLinks({}, `/login?next=${encodeURIComponent(`/security/jobs/${jobId}#links`)}`)
  })

  test('without the password if it was entered long ago', async () => {
    await make.ageAuthentication(session)
    const formAfter = (query: string) => `/security/jobs/${jobId}?${query}#links`
    await expectNoLinks({}, formAfter('confirm=required'))
    await expectNoLinks(
      { ownPassword: 'Wrong-horse-7', sendMail: 'on' },
      formAfter('sendMail=on&confirm=wrong-password'),
    )
    const file = await submit({ ownPassword: make.PASSWORD })
    expect(await links(file)).toHaveLength(4)
  })

  test('while the import runs', async () => {
    await database().job.update({
      where: { id: jobId },
      data: { state: 'running' },
      select: { id: true },
    })
    const before = await make.databaseSnapshot()
    await expect(inviteImportedUsers(home.admin, { id: jobId })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await make.databaseSnapshot()).toBe(before)
  })
})
