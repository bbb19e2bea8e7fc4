import 'server-only'
import type { Origin } from '@/lib/auth/actor'
import { type Background, startLoop } from '@/lib/background-loop'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { decryptParameters } from '@/lib/mail/encrypted-parameters'
import { claimMails, type DueMail, recordFailure, recordSent, tidyOutbox } from '@/lib/mail/outbox'
import { isMailOn, type MailSettings, mailSettings } from '@/lib/mail/settings'
import { sendMail } from '@/lib/mail/smtp'
import { renderMail } from '@/lib/mail/templates/render'
import { publicUrl } from '@/lib/public-url'

const POLL_INTERVAL_MS = 1_000
const RETRY_DELAY_MS = 3_000
const TIDY_INTERVAL_MS = 3_600_000
// A stop waits that long for the mails that are being sent. The rest is tried again after the next start.
const GRACE_MS = 3_000

const origin: Origin = { address: 'host', requestId: 'mail', userAgent: 'mail' }

/** Sends what is in the outbox until it is stopped. `queueNext` queues mails, and returns whether it did. */
export function startOutbox(queueNext: (origin: Origin) => Promise<boolean>): Background {
  const aborting = new AbortController()
  const queue = async () => ((await queueNext(origin)) ? 0 : POLL_INTERVAL_MS)
  const steps = isMailOn() ? [queue, () => sendDueMails(aborting.signal), tidy] : [tidy]
  const loops = steps.map((step) => startLoop(() => retryLater(step)))
  return {
    async stop() {
      setTimeout(() => aborting.abort(), GRACE_MS).unref()
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}

/** Returns the milliseconds to wait before the next mails. */
export async function sendDueMails(stopped: AbortSignal): Promise<number> {
  const settings = mailSettings()
  if (!settings) throw new Error('Mail is off.')
  const mails = await claimMails(origin, {})
  await Promise.all(mails.map((mail) => send(settings, mail, stopped)))
  return mails.length > 0 ? 0 : POLL_INTERVAL_MS
}

async function send(settings: MailSettings, mail: DueMail, stopped: AbortSignal): Promise<void> {
  const { id, attempts, recipient, createdAt: date } = mail
  const rendered = render(mail)
  const delivery = rendered
    ? await sendMail(settings, { id, recipient, date, ...rendered }, stopped)
    : { error: 'It could not be decrypted: AUTH_SECRET has changed.', isPermanent: true }
  if (delivery === 'sent') await recordSent(origin, { id })
  else await recordFailure(origin, { id, attempts, ...delivery })
}

function render({ id, template, parameters, createdAt: at }: DueMail) {
  const stored = decryptParameters(id, parameters)
  if (!stored) return undefined
  return renderMail(template, { ...stored, at, consoleUrl: publicUrl(env()) }, stored)
}

async function tidy(): Promise<number> {
  await tidyOutbox(origin, {})
  return TIDY_INTERVAL_MS
}

async function retryLater(step: () => Promise<number>): Promise<number> {
  try {
    return await step()
  } catch (error) {
    log.warn({ err: error }, 'mails are waiting for the database')
    return RETRY_DELAY_MS
  }
}
