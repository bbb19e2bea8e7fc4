import 'server-only'
import net from 'node:net'
import { createTransport } from 'nodemailer'
import type SMTPTransport from 'nodemailer/lib/smtp-transport'
import { log } from '@/lib/log'
import type { MailSettings } from '@/lib/mail/settings'
import { isPermanent, serverSentence } from '@/lib/mail/smtp-errors'
import { smtpOptions } from '@/lib/mail/smtp-options'

// Shorter than the time before the next attempt, so that no other instance sends it as well.
const ATTEMPT_MS = 30_000

export type Message = {
  id: string
  recipient: string
  subject: string
  text: string
  html: string
  date: Date
}

type Server = { host: string; port: number }

type Delivery = 'sent' | { error: string; isPermanent: boolean }

/** Aborting ends the connection; the server may have accepted the mail by then. */
export async function sendMail(
  settings: MailSettings,
  message: Message,
  stopped: AbortSignal,
): Promise<Delivery> {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(ATTEMPT_MS)])
  const options = smtpOptions(settings.url)
  const transport = createTransport({
    ...options,
    getSocket: (_, callback) => {
      connect({ host: options.host, port: options.port }, signal).then(
        (connection) => callback(null, { connection }),
        (error: Error) => callback(error, undefined),
      )
    },
  } satisfies SMTPTransport.Options)
  try {
    await transport.sendMail(toNodemailer(settings, message))
    return 'sent'
  } catch (error) {
    if (stopped.aborted) return { error: 'The console was stopped.', isPermanent: false }
    log.warn({ mail: message.id, ...summary(error) }, 'the mail server did not accept a mail')
    return { error: serverSentence(error, settings.url, signal), isPermanent: isPermanent(error) }
  }
}

/** Destroyed when the signal aborts, whatever nodemailer waits for. */
function connect(server: Server, signal: AbortSignal): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ ...server, signal })
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.setKeepAlive(true)
      resolve(socket)
    })
  })
}

function toNodemailer({ from }: MailSettings, message: Message) {
  const { id, recipient, date, subject, text, html } = message
  return {
    from,
    // As an object, because nodemailer would parse a text that has more than one address.
    to: { name: '', address: recipient },
    envelope: { from: from.address, to: [recipient] },
    subject,
    text,
    html,
    date,
    messageId: `<${id}@${from.address.split('@').at(-1)}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

// The sentence of the server may contain the address.
function summary(error: unknown) {
  if (!(error instanceof Error)) return {}
  const { code, command, responseCode } = { code: '', command: '', responseCode: 0, ...error }
  return { code, command, responseCode }
}
