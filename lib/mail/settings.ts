import 'server-only'
import { env } from '@/lib/env'

export type MailSettings = { url: string; from: { name: string; address: string } }

/** Undefined if the console sends no mail. */
export function mailSettings(): MailSettings | undefined {
  const { SMTP_URL, MAIL_FROM } = env()
  return SMTP_URL && MAIL_FROM ? { url: SMTP_URL, from: MAIL_FROM } : undefined
}

export function isMailOn(): boolean {
  return mailSettings() !== undefined
}
