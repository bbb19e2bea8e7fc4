import 'server-only'
import { networkWindows, resetWindows } from '@/lib/auth/attempt-windows'
import { consumeAttempt } from '@/lib/auth/consume-attempt'
import { hashToken } from '@/lib/auth/tokens'

const SETUP_ATTEMPTS = 20
const LINK_ATTEMPTS = 20
const PASSWORD_REQUESTS = 20
const PASSWORD_MAILS = 3
const PASSWORD_MAIL_SECONDS = 60 * 60

/** Counts an attempt to open the setup link. */
export function consumeSetupAttempt(address: string): Promise<void> {
  return consumeAttempt(setupWindows(address))
}

export function resetSetupAttempts(address: string): Promise<void> {
  return resetWindows(setupWindows(address))
}

const setupWindows = (address: string) => networkWindows('setup:', address, SETUP_ATTEMPTS)

/** Counts an attempt to open a one-time link. */
export function consumeLinkAttempt(address: string): Promise<void> {
  return consumeAttempt(linkWindows(address))
}

export function resetLinkAttempts(address: string): Promise<void> {
  return resetWindows(linkWindows(address))
}

const linkWindows = (address: string) => networkWindows('link:', address, LINK_ATTEMPTS)

/** Counts a request for a password link, whatever address it names. */
export function consumePasswordRequest(address: string): Promise<void> {
  return consumeAttempt(networkWindows('forgotten:', address, PASSWORD_REQUESTS))
}

/** Counts a password link to this address, whether or not someone has it. */
export function consumePasswordMail(login: string): Promise<void> {
  const window = { key: `forgotten-login:${hashToken(login)}`, limit: PASSWORD_MAILS }
  return consumeAttempt([window], undefined, PASSWORD_MAIL_SECONDS)
}
