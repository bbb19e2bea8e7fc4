import 'server-only'
import { networkWindows } from '@/lib/auth/attempt-windows'
import { consumeAttempt, type WindowLimit } from '@/lib/auth/consume-attempt'
import { coarseNetwork } from '@/lib/auth/networks'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'

export const LOGIN_ATTEMPTS = 5
const NETWORK_ATTEMPTS = 100

export const PASSWORDS_LOCKED =
  'There were too many wrong passwords. Sign in with a browser you used before, or ask an administrator to unlock you.'

export type LoginAttempt = Readonly<{
  login: string
  userId: number | undefined
  address: string
  device: string | undefined
}>

/**
 * Counts an attempt before its password is verified. A trusted device has its own counts, so
 * strangers can't use up the attempts of its owner.
 */
export function consumeLoginAttempt(attempt: LoginAttempt): Promise<void> {
  const { login, userId, address, device } = attempt
  const windows = [...loginWindows(attempt), ...strangerWindows(attempt)]
  const row = { subject: hashToken(login), source: deviceSource(device) }
  const network = coarseNetwork(address)
  return consumeAttempt(windows, { ...row, userId, network, lockedMessage: PASSWORDS_LOCKED })
}

/**
 * A success ends the row of wrong passwords, also of unknown devices. The counts of whole networks
 * stay, because they cover other logins too.
 */
export async function resetLoginAttempts(attempt: LoginAttempt): Promise<void> {
  const subject = hashToken(attempt.login)
  const keys = loginWindows(attempt).map(({ key }) => key)
  const sources = ['', deviceSource(attempt.device)]
  await database().$executeRaw`
    WITH lock AS MATERIALIZED (SELECT pg_advisory_xact_lock(3, hashtext(${subject}))),
    windows AS (DELETE FROM rate_limits USING lock WHERE key = ANY (${keys}))
    DELETE FROM failed_attempts USING lock
     WHERE subject = ${subject} AND source = ANY (${sources})`
}

function loginWindows({ login, address, device }: LoginAttempt): WindowLimit[] {
  const subject = hashToken(login)
  if (device === undefined) return networkWindows(`login:${subject}:`, address, LOGIN_ATTEMPTS)
  return [{ key: `device:${subject}:${hashToken(device)}`, limit: LOGIN_ATTEMPTS }]
}

/** Over all logins, for attempts from unknown devices. */
export function strangerWindows({
  address,
  device,
}: Pick<LoginAttempt, 'address' | 'device'>): WindowLimit[] {
  return device === undefined ? networkWindows('address:', address, NETWORK_ATTEMPTS) : []
}

/** Unknown devices share one row of attempts. */
export function deviceSource(device: string | undefined): string {
  return device === undefined ? '' : hashToken(device)
}
