import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { processSingleton } from '@/lib/process-singleton'

const parameters = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }
const MAX_RUNNING = 2
const MAX_WAITING = 100

type Queue = { running: number; waiting: (() => void)[] }

// Each hash holds 64 MiB, and more at once would only compete for the same cores.
const queue = processSingleton('password-queue', (): Queue => ({ running: 0, waiting: [] }))

async function queued<T>(work: () => Promise<T>): Promise<T> {
  if (queue.waiting.length >= MAX_WAITING) {
    const message = 'The server is checking too many passwords. Try again in a moment.'
    throw new AppError('unavailable', message, { retryAfter: 5 })
  }
  if (queue.running < MAX_RUNNING) queue.running += 1
  else await new Promise<void>((resolve) => queue.waiting.push(resolve))
  try {
    return await work()
  } finally {
    const next = queue.waiting.shift()
    if (next) next()
    else queue.running -= 1
  }
}

export function hashPassword(password: string): Promise<string> {
  return queued(() => hash(password.normalize('NFC'), parameters))
}

/**
 * Without a usable hash, as for an unknown user, it takes the same time and returns false. Hashes
 * that are broken or cost more than the limits below are not usable.
 */
export function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const typed = password.normalize('NFC')
  return queued(async () => {
    if (stored !== undefined && isWithinLimits(stored)) {
      const isCorrect = await verify(stored, typed).catch(logBrokenHash)
      if (isCorrect !== undefined) return isCorrect
    }
    await verify(await dummyHash(), typed)
    return false
  })
}

function logBrokenHash(error: unknown): undefined {
  log.error({ err: error }, 'a stored password hash is broken, so its user needs a new password')
}

/** Whether a hash was made with other parameters than new ones are. */
export function needsRehash(stored: string): boolean {
  const { memoryCost, timeCost, parallelism } = readParameters(stored) ?? {}
  return (
    memoryCost !== parameters.memoryCost ||
    timeCost !== parameters.timeCost ||
    parallelism !== parameters.parallelism
  )
}

function readParameters(stored: string): typeof parameters | undefined {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(stored)
  if (!match) return undefined
  const [memoryCost = 0, timeCost = 0, parallelism = 0] = match.slice(1).map(Number)
  return { memoryCost, timeCost, parallelism }
}

function isWithinLimits(stored: string): boolean {
  const found = readParameters(stored)
  if (!found) return false
  return found.memoryCost <= 262_144 && found.timeCost <= 10 && found.parallelism <= 4
}

function dummyHash(): Promise<string> {
  return processSingleton('dummy-hash', () => hash('nobody has this password', parameters))
}

/** Stored for users without a password. No password matches it. */
export const NO_PASSWORD = '!'
