import { once } from 'node:events'
import net from 'node:net'
import type { SMTPServerOptions } from 'smtp-server'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { database } from '@/lib/db/client'
import { env } from '@/lib/env'
import { claimMails, tidyOutbox } from '@/lib/mail/outbox'
import { queueMail } from '@/lib/mail/queue'
import { sendDueMails, startOutbox } from '@/lib/mail/worker'
import { organization, origin, user } from '@/lib/testing/factories'
import { type SmtpServer, smtpError, startSmtpServer } from '@/lib/testing/smtp-server'
import { timed } from '@/lib/testing/timing'

const running = new AbortController().signal
const closing: (() => Promise<unknown>)[] = []

let ours: Awaited<ReturnType<typeof organization>>

beforeAll(async () => {
  vi.stubEnv('SMTP_URL', 'smtp://127.0.0.1:1')
  vi.stubEnv('MAIL_FROM', 'Accounts <accounts@example.com>')
  ours = await organization()
})

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
  await database().$executeRaw`DELETE FROM mails`
})

/** The settings are read once per process, so a test changes what was read. */
function sendThrough(url: string): void {
  Object.assign(env(), { SMTP_URL: url })
}

async function mailServer(options: SMTPServerOptions = {}): Promise<SmtpServer> {
  const server = await startSmtpServer(options)
  closing.push(server.close)
  sendThrough(server.url)
  return server
}

/** A server that answers a connection with these bytes. */
async function rawServer(onConnection: (socket: net.Socket) => void): Promise<void> {
  const server = net.createServer((socket) => {
    socket.on('error', () => {})
    onConnection(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => server.close())
  const address = server.address()
  sendThrough(`smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
}

async function queueNotice(firstName = 'Zoë'): Promise<{ id: number; email: string }> {
  const person = await user(ours, { firstName })
  await queueMail(database(), {
    organizationId: ours.organizationId,
    userId: person.id,
    to: person.email,
    template: 'password-changed',
    parameters: { changedBy: 'administrator' },
  })
  // The column rounds to milliseconds, so a new mail may be due half a millisecond later.
  await waitForRetry()
  return person
}

function theMail() {
  return database().mail.findFirstOrThrow()
}

/** Makes every waiting mail due. */
async function waitForRetry(): Promise<void> {
  await database().$executeRaw`UPDATE mails SET next_attempt_at = now() - interval '1 second'`
}

test('a mail arrives as text and HTML with the headers of an automatic mail', async () => {
  const server = await mailServer()
  const person = await queueNotice()
  const { id } = await theMail()
  await sendDueMails(running)
  const [mail] = server.mails
  expect(mail).toMatchObject({
    recipients: [person.email],
    subject: 'Your password was changed',
    messageId: `<${id}@example.com>`,
    attachments: [],
  })
  expect(mail?.from?.text).toBe('"Accounts" <accounts@example.com>')
  expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
  expect(mail?.text).toContain('Hello Zoë,')
  expect(mail?.text).toContain('was changed by an administrator on')
  expect(mail?.html).toContain('<p dir="auto">Hello Zoë,</p>')
  expect(mail?.html).not.toMatch(/<img|<link|<script|url\(/)
  expect(await theMail()).toMatchObject({ state: 'sent', parameters: null, error: '' })
})

test('a mail goes over TLS where the server offers it, with the account of the URL', async () => {
  const server = await mailServer({
    authOptional: false,
    onAuth({ username, password }, _session, callback) {
      const isRight = username === 'console@example.com' && password === 'p@ss/word'
      callback(isRight ? null : smtpError(535, 'Wrong password'), { user: username })
    },
  })
  sendThrough(`smtp://console%40example.com:p%40ss%2Fword@127.0.0.1:${server.port}`)
  await queueNotice()
  await sendDueMails(running)
  expect(server.mails).toMatchObject([{ secure: true, user: 'console@example.com' }])
})

test('a server that speaks TLS from the first byte gets the mail', async () => {
  const server = await mailServer({ secure: true })
  sendThrough(`smtps://127.0.0.1:${server.port}`)
  await queueNotice()
  await sendDueMails(running)
  expect(server.mails).toMatchObject([{ secure: true }])
})

test('outside loopback, no mail goes to a server without TLS or with an unknown certificate', async () => {
  const { port } = await mailServer()
  // Another name of this machine, which is not known as loopback.
  sendThrough(`smtp://0.0.0.0:${port}`)
  await queueNotice()
  await sendDueMails(running)
  expect(await theMail()).toMatchObject({ state: 'waiting', error: 'self-signed certificate' })
  const plain = await mailServer({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] })
  sendThrough(`smtp://0.0.0.0:${plain.port}`)
  await waitForRetry()
  await sendDueMails(running)
  expect((await theMail()).error).toContain('STARTTLS')
  sendThrough(`smtp://0.0.0.0:${plain.port}?requireTLS=false`)
  await waitForRetry()
  await sendDueMails(running)
  expect(plain.mails).toMatchObject([{ secure: false }])
})

test('a rejected recipient is not tried again, and the sentence of the server is kept', async () => {
  const server = await mailServer({
    onRcptTo: (_address, _session, callback) => callback(smtpError(550, '5.1.1 No such user here')),
  })
  await queueNotice()
  await sendDueMails(running)
  expect(await theMail()).toMatchObject({
    state: 'failed',
    attempts: 1,
    error: '550 5.1.1 No such user here',
    parameters: null,
  })
  expect(server.mails).toEqual([])
})

test('a wrong password of SMTP_URL is tried again, and never shown', async () => {
  await mailServer({
    onAuth: ({ password }, _session, callback) => callback(smtpError(535, `5.7.8 Not ${password}`)),
  }).then(({ port }) => sendThrough(`smtp://console:hunter2@127.0.0.1:${port}`))
  await queueNotice()
  await sendDueMails(running)
  expect(await theMail()).toMatchObject({ state: 'waiting', error: '535 5.7.8 Not …' })
})

test('a mail is tried after 1, 5, 30, 120 and 720 minutes, and then given up', async () => {
  sendThrough('smtp://127.0.0.1:1')
  await queueNotice()
  const minutes: unknown[] = []
  for (let attempt = 1; attempt <= 6; attempt++) {
    await waitForRetry()
    await sendDueMails(running)
    const [row] = await database().$queryRaw<{ minutes: number }[]>`
      SELECT round(extract(epoch FROM next_attempt_at - now()) / 60)::int AS minutes FROM mails
       WHERE state = 'waiting'`
    minutes.push(row?.minutes)
  }
  expect(minutes).toEqual([1, 5, 30, 120, 720, undefined])
  expect(await theMail()).toMatchObject({ state: 'failed', attempts: 6, parameters: null })
  expect((await theMail()).error).toContain('ECONNREFUSED')
  expect(await sendDueMails(running)).toBeGreaterThan(0)
})

test('a mail that failed for a while arrives once the server is back', async () => {
  sendThrough('smtp://127.0.0.1:1')
  await queueNotice()
  await sendDueMails(running)
  const server = await mailServer()
  expect(await sendDueMails(running)).toBeGreaterThan(0)
  expect(server.mails).toEqual([])
  await waitForRetry()
  await sendDueMails(running)
  expect(server.mails).toHaveLength(1)
})

test('two instances send each mail once', async () => {
  const server = await mailServer()
  for (let count = 0; count < 12; count++) await queueNotice()
  const instance = async () => {
    while ((await sendDueMails(running)) === 0);
  }
  await Promise.all([instance(), instance(), instance()])
  const ids = server.mails.map(({ messageId }) => messageId)
  expect(ids).toHaveLength(12)
  expect(new Set(ids).size).toBe(12)
})

test('invites wait for other mails', async () => {
  const server = await mailServer()
  const guests = await Promise.all(Array.from({ length: 6 }, () => user(ours)))
  const parameters = { url: 'https://a.example/#t', expiresAt: new Date(), sentBy: 'Ada' }
  for (const { id: userId, email: to } of guests) {
    const invite = { organizationId: ours.organizationId, userId, to, template: 'invite' as const }
    await queueMail(database(), { ...invite, parameters })
  }
  await queueNotice()
  await waitForRetry()
  await sendDueMails(running)
  expect(server.mails.map(({ subject }) => subject)).toContain('Your password was changed')
})

test('names are escaped and cannot add headers, recipients or paragraphs', async () => {
  const server = await mailServer()
  const name = '<b>Eve</b>\r\nBcc: eve@example.com\r\n\r\nHello'
  const person = await queueNotice()
  await database().mail.deleteMany({ where: { userId: person.id } })
  await database()
    .$executeRaw`UPDATE organizations SET name = ${name} WHERE id = ${ours.organizationId}`
  await queueMail(database(), {
    organizationId: ours.organizationId,
    userId: person.id,
    to: person.email,
    template: 'made-org-admin',
    parameters: { madeBy: name },
  })
  await sendDueMails(running)
  const [mail] = server.mails
  expect(mail?.recipients).toEqual([person.email])
  expect(mail?.headers.has('bcc')).toBe(false)
  expect(mail?.subject).toContain('<b>Eve</b> Bcc: eve@example.com Hello')
  expect(mail?.html).toContain('&lt;b&gt;Eve&lt;/b&gt; Bcc')
  expect(mail?.html).not.toContain('<b>')
  expect(mail?.text).not.toMatch(/^Bcc/m)
})

test('a mail encrypted with a lost AUTH_SECRET is given up', async () => {
  const server = await mailServer()
  await queueNotice()
  await database().$executeRaw`UPDATE mails SET parameters = ${Buffer.alloc(60)}`
  await sendDueMails(running)
  expect(await theMail()).toMatchObject({ state: 'failed' })
  expect((await theMail()).error).toContain('AUTH_SECRET')
  expect(server.mails).toEqual([])
})

test('a server that closes the connection in the middle is tried again', async () => {
  await rawServer((socket) => {
    socket.write('220 mail\r\n')
    socket.once('data', () => socket.destroy())
  })
  await queueNotice()
  await sendDueMails(running)
  expect(await theMail()).toMatchObject({ state: 'waiting', attempts: 1 })
})

test('a stop ends the connection to a server that never answers', async () => {
  const controller = new AbortController()
  await rawServer(() => controller.abort())
  await queueNotice()
  await sendDueMails(controller.signal)
  expect(await theMail()).toMatchObject({
    state: 'waiting',
    attempts: 1,
    error: 'The console was stopped.',
  })
})

test('a mail of two days ago is given up, and a result is kept for 14 days', async () => {
  await queueNotice()
  const age = (interval: string) => database().$executeRaw`
    UPDATE mails SET finished_at = finished_at - ${interval}::interval`
  await tidyOutbox(origin, {})
  expect(await theMail()).toMatchObject({ state: 'waiting' })
  await database().$executeRaw`
    WITH queued AS (DELETE FROM mails RETURNING *)
    INSERT INTO mails (organization_id, user_id, recipient, template, parameters, created_at)
    SELECT organization_id, user_id, recipient, template, parameters, created_at - interval '49 hours'
      FROM queued`
  await tidyOutbox(origin, {})
  expect(await theMail()).toMatchObject({
    state: 'failed',
    parameters: null,
    error: 'Mail was off for two days.',
  })
  await age('13 days')
  await tidyOutbox(origin, {})
  expect(await database().mail.count()).toBe(1)
  await age('2 days')
  await tidyOutbox(origin, {})
  expect(await database().mail.count()).toBe(0)
})

test('an instance that dies while it sends leaves a mail that is tried again, and at last given up', async () => {
  const { id } = await queueNotice()
  await claimMails(origin, {})
  expect(await claimMails(origin, {})).toEqual([])
  expect(await theMail()).toMatchObject({ state: 'waiting', userId: id, attempts: 1 })
  await waitForRetry()
  const server = await mailServer()
  await sendDueMails(running)
  expect(server.mails).toHaveLength(1)
  await queueNotice()
  await database().$executeRaw`UPDATE mails SET attempts = 6 WHERE state = 'waiting'`
  await tidyOutbox(origin, {})
  expect(await database().mail.count({ where: { state: 'waiting' } })).toBe(0)
})

test(
  'the outbox sends until it is stopped, and a stop waits only briefly for a silent server',
  timed,
  async () => {
    const server = await mailServer()
    const person = await queueNotice()
    const arrival = server.next(person.email)
    const outbox = startOutbox(async () => false)
    await arrival
    let isConnected = () => {}
    const connected = new Promise<void>((resolve) => {
      isConnected = resolve
    })
    await rawServer(isConnected)
    const { id } = await queueNotice()
    await connected
    const startedAt = performance.now()
    await outbox.stop()
    expect(performance.now() - startedAt).toBeLessThan(6_000)
    const mail = await database().mail.findFirstOrThrow({ where: { userId: id } })
    expect(mail).toMatchObject({ state: 'waiting', error: 'The console was stopped.' })
  },
)
