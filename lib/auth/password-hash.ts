import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { AppError } from '@/lib/errors'
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
 * Without a stored hash, as for an unknown user, it takes the same time and returns false. Hashes
 * that cost more than the limits below are never verified.
 */
export async function verifyPassword(
  stored: string | undefined,
  password: string,
): Promise<boolean> {
  const isUsable = stored !== undefined && isWithinLimits(stored)
  const isCorrect = await queued(async () =>
    verify(isUsable ? stored : await dummyHash(), password.normalize('NFC')),
  )
  return isUsable && isCorrect
}

function isWithinLimits(stored: string): boolean {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(stored)
  if (!match) return false
  const [memory = 0, time = 0, lanes = 0] = match.slice(1).map(Number)
  return memory <= 262_144 && time <= 10 && lanes <= 4
}

function dummyHash(): Promise<string> {
  return processSingleton('dummy-hash', () => hash('nobody has this password', parameters))
}

/** Stored for users without a password. No password matches it. */
export const NO_PASSWORD = '!'
