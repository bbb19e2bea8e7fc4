import 'server-only'
import { z } from 'zod'

const MAX_LENGTH = 500

const smtpError = z.object({
  message: z.string(),
  /** What the server said. */
  response: z.string().optional(),
  responseCode: z.number().optional(),
  command: z.string().optional(),
})

/**
 * Whether the server rejects this recipient or this mail for good. A rejected sign-in or sender is a
 * wrong setting, which the operator can correct before the next attempt.
 */
export function isPermanent(error: unknown): boolean {
  const { data } = smtpError.safeParse(error)
  const { command = '', responseCode = 0 } = data ?? {}
  const asksForSignIn = responseCode === 530
  return ['RCPT TO', 'DATA'].includes(command) && responseCode >= 500 && !asksForSignIn
}

/** In the words of the server or, if it said nothing, in those of the network. */
export function serverSentence(error: unknown, smtpUrl: string, signal: AbortSignal): string {
  if (signal.aborted) return 'The mail server took too long.'
  const { data } = smtpError.safeParse(error)
  const message = data?.response ?? data?.message ?? 'The mail could not be sent.'
  const sentence = data?.command === 'STARTTLS' ? `STARTTLS failed: ${message}` : message
  const line = sentence.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return [...withoutPassword(line, smtpUrl)].slice(0, MAX_LENGTH).join('')
}

/** Some servers repeat what they reject. */
function withoutPassword(text: string, smtpUrl: string): string {
  const password = decodeURIComponent(new URL(smtpUrl).password)
  return password === '' ? text : text.replaceAll(password, '…')
}
