import { setTimeout as delay } from 'node:timers/promises'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { certificate } from '@/lib/testing/certificate'

type Received = ParsedMail & {
  /** Whether the connection was encrypted. */
  secure: boolean
  /** Who signed in. */
  user: string | undefined
  recipients: string[]
}

/** A mail server on loopback that keeps what it receives. Its certificate is self-signed. */
export async function startSmtpServer(options: SMTPServerOptions = {}) {
  const mails: Received[] = []
  const server = new SMTPServer({
    ...certificate,
    authOptional: true,
    onData(stream, session, callback) {
      simpleParser(stream).then((mail) => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address)
        mails.push({ ...mail, secure: session.secure, user: session.user, recipients })
        callback()
      }, callback)
    },
    ...options,
  })
  // Clients that give up in the middle are part of what is tested.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    mails,
    port,
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
    /** The first mail to this address from now on. */
    async next(recipient: string): Promise<Received> {
      const first = mails.length
      const isTheirs = ({ recipients }: Received) => recipients.includes(recipient)
      for (;;) {
        const mail = mails.slice(first).find(isTheirs)
        if (mail) return mail
        await delay(20)
      }
    },
  }
}

export type SmtpServer = Awaited<ReturnType<typeof startSmtpServer>>

/** The error with which a server rejects a command. */
export function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
