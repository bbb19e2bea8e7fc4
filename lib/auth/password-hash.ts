import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { AppError } from '@/lib/errors'
import { processSingleton } from '@/lib/process-singleton'

const parameters = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }
const CONCURRENT = 2
const WAITING_MAX = 100

type Queue = { running: number; waiting: (() => void)[] }

// Each hash holds 64 MiB, and more at once would only compete for the same cores.
const queue = processSingleton('password-queue', (): Queue => ({ running: 0, waiting: [] }))

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (queue.waiting.length >= WAITING_MAX) {
    const message = 'Too many passwords are being checked just now. Try again in a moment.'
    throw new AppError('unavailable', message, { retryAfter: 5 })
  }
  if (queue.running >= CONCURRENT) {
    await new Promise<void>((resolve) => queue.waiting.push(resolve))
  } else queue.running += 1
  try {
    return await work()
  } finally {
    const next = queue.waiting.shift()
    if (next) next()
    else queue.running -= 1
  }
}

/** argon2id of the password in NFC. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFC'), parameters))
}

/**
 * Whether the password fits the stored hash. Without a hash (unknown user) it takes the same
 * time and says no; a stored hash that asks for more work than ours is not followed.
 */
export async function verifyPassword(
  stored: string | undefined,
  password: string,
): Promise<boolean> {
  const known = stored !== undefined && withinBounds(stored)
  const fits = await inTurn(async () =>
    verify(known ? stored : await dummyHash(), password.normalize('NFC')),
  )
  return known && fits
}

function withinBounds(stored: string): boolean {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(stored)
  if (!found) return false
  const [memory = 0, time = 0, lanes = 0] = found.slice(1).map(Number)
  return memory <= 262_144 && time <= 10 && lanes <= 4
}

function dummyHash(): Promise<string> {
  return processSingleton('dummy-hash', () => hash('nobody has this password', parameters))
}

/** The hash of a user who was given no password, e.g. in sample data: nothing fits it. */
export const NO_PASSWORD = '!'
