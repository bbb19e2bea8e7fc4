import 'server-only'
import { consumeAttempt, type WindowLimit } from '@/lib/auth/consume-attempt'
import { coarseNetwork, networksOf } from '@/lib/auth/networks'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import type { Database } from '@/lib/db/sql'

export const LOGIN_ATTEMPTS = 5
const NETWORK_ATTEMPTS = 100
const SETUP_ATTEMPTS = 20
const LINK_ATTEMPTS = 20
const PASSWORD_REQUESTS = 20
const PASSWORD_MAILS = 3
const PASSWORD_MAIL_SECONDS = 60 * 60

const LOCKED =
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
  const windows = loginWindows(attempt)
  if (device === undefined) windows.push(...networkWindows('address:', address, NETWORK_ATTEMPTS))
  const row = { subject: hashToken(login), source: deviceSource(device) }
  const network = coarseNetwork(address)
  return consumeAttempt(windows, { ...row, userId, network, lockedMessage: LOCKED })
}

/** Counts an attempt of a signed-in user to prove that they know their password. */
export function consumeOwnPasswordAttempt(userId: number): Promise<void> {
  const row = {
    subject: ownSubject(userId),
    source: 'session',
    userId,
    network: '',
    lockedMessage: LOCKED,
  }
  return consumeAttempt([{ key: `own:${row.subject}`, limit: LOGIN_ATTEMPTS }], row)
}

type PasskeyAttempt = Readonly<Omit<LoginAttempt, 'login'> & { credentialId: string }>

/**
 * Counts an attempt to use a passkey. Nobody can guess one, so these attempts lock nobody out for
 * longer, and wrong passwords don't keep the owner of a passkey from using it.
 */
export function consumePasskeyAttempt(attempt: PasskeyAttempt): Promise<void> {
  const windows = passkeyWindows(attempt)
  const { address, device } = attempt
  if (device === undefined) windows.push(...networkWindows('address:', address, NETWORK_ATTEMPTS))
  return consumeAttempt(windows)
}

export async function resetPasskeyAttempts(attempt: PasskeyAttempt): Promise<void> {
  const keys = passkeyWindows(attempt).map(({ key }) => key)
  await database().$executeRaw`DELETE FROM rate_limits WHERE key = ANY (${keys})`
}

/** Counts an attempt to open the setup link. */
export function consumeSetupAttempt(address: string): Promise<void> {
  return consumeAttempt(networkWindows('setup:', address, SETUP_ATTEMPTS))
}

/** Counts a request for a password link, whatever address it names. */
export function consumePasswordRequest(address: string): Promise<void> {
  return consumeAttempt(networkWindows('forgotten:', address, PASSWORD_REQUESTS))
}

/** Counts a password link to this address, whether or not someone has it. */
export function consumePasswordMail(login: string): Promise<void> {
  const window = { key: `forgotten-login:${hashToken(login)}`, limit: PASSWORD_MAILS }
  return consumeAttempt([window], undefined, PASSWORD_MAIL_SECONDS)
}

export function resetSetupAttempts(address: string): Promise<void> {
  return resetWindows(networkWindows('setup:', address, SETUP_ATTEMPTS))
}

/** Counts an attempt to open a one-time link. */
export function consumeLinkAttempt(address: string): Promise<void> {
  return consumeAttempt(networkWindows('link:', address, LINK_ATTEMPTS))
}

export function resetLinkAttempts(address: string): Promise<void> {
  return resetWindows(networkWindows('link:', address, LINK_ATTEMPTS))
}

async function resetWindows(windows: WindowLimit[]): Promise<void> {
  const keys = windows.map(({ key }) => key)
  await database().$executeRaw`DELETE FROM rate_limits WHERE key = ANY (${keys})`
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

/**
 * A success ends the row of wrong passwords. The attempts of the last 15 minutes still count, since
 * each of them costs the server a hash.
 */
export async function resetOwnPasswordAttempts(userId: number): Promise<void> {
  await database().$executeRaw`DELETE FROM failed_attempts WHERE subject = ${ownSubject(userId)}`
}

/** Resets every count that can lock this user out, except those of networks. */
export function resetAllLoginAttempts(
  db: Database,
  { login, userId }: { login: string; userId: number },
): Promise<void> {
  return resetSubjects(db, [hashToken(login), ownSubject(userId)])
}

/**
 * The same for many users, without waiting for attempts that are being made: one that is counted at
 * the same time leaves a count behind, which nobody can use once its user is deleted.
 */
export async function forgetLoginAttempts(
  db: Database,
  users: { login: string; userId: number }[],
): Promise<void> {
  const subjects = users.flatMap(({ login, userId }) => [hashToken(login), ownSubject(userId)])
  await db.$executeRaw`
    WITH windows AS (DELETE FROM rate_limits WHERE split_part(key, ':', 2) = ANY(${subjects}))
    DELETE FROM failed_attempts WHERE subject = ANY(${subjects})`
}

/** Network counts don't say which logins they hold, so they are reset for everyone. */
export async function resetNetworkAttempts(db: Database): Promise<void> {
  await db.$executeRaw`DELETE FROM rate_limits WHERE key LIKE 'address:%'`
}

async function resetSubjects(db: Database, subjects: string[]): Promise<void> {
  for (const subject of subjects) {
    await db.$executeRaw`
      WITH lock AS MATERIALIZED (SELECT pg_advisory_xact_lock(3, hashtext(${subject}))),
      windows AS (DELETE FROM rate_limits USING lock WHERE split_part(key, ':', 2) = ${subject})
      DELETE FROM failed_attempts USING lock WHERE subject = ${subject}`
  }
}

function loginWindows({ login, address, device }: LoginAttempt): WindowLimit[] {
  const subject = hashToken(login)
  if (device === undefined) return networkWindows(`login:${subject}:`, address, LOGIN_ATTEMPTS)
  return [{ key: `device:${subject}:${hashToken(device)}`, limit: LOGIN_ATTEMPTS }]
}

function passkeyWindows({ credentialId, userId, address }: PasskeyAttempt): WindowLimit[] {
  const subject = userId === undefined ? hashToken(credentialId) : ownSubject(userId)
  return networkWindows(`passkey:${subject}:`, address, LOGIN_ATTEMPTS)
}

// Hashed, because keys have a maximum length and the table shouldn't reveal addresses.
function networkWindows(prefix: string, address: string, limit: number): WindowLimit[] {
  return networksOf(address).map(({ cidr, factor }) => ({
    key: `${prefix}${hashToken(cidr)}:${factor}`,
    limit: limit * factor,
  }))
}

function ownSubject(userId: number): string {
  return `user-${userId}`
}

/** Unknown devices share one row of attempts. */
export function deviceSource(device: string | undefined): string {
  return device === undefined ? '' : hashToken(device)
}
