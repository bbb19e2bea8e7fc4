import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { AppError } from '@/lib/errors'

const parameters = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }
const CONCURRENT = 2
const WAITING_MAX = 100

// 64 MiB each: more at once would only wait for the same cores and hold the memory.
const waiting: (() => void)[] = []
let running = 0

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= WAITING_MAX) {
    const message = 'Too many passwords are being checked just now. Try again in a moment.'
    throw new AppError('unavailable', message, { retryAfter: 5 })
  }
  if (running >= CONCURRENT) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
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
    verify(known ? stored : await dummy(), password.normalize('NFC')),
  )
  return known && fits
}

function withinBounds(stored: string): boolean {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(stored)
  if (!found) return false
  const [memory = 0, time = 0, lanes = 0] = found.slice(1).map(Number)
  return memory <= 262_144 && time <= 10 && lanes <= 4
}

let dummyHash: Promise<string> | undefined
function dummy(): Promise<string> {
  dummyHash ??= hash('nobody has this password', parameters)
  return dummyHash
}

/** The hash of a user who was given no password, e.g. in sample data: nothing fits it. */
export const NO_PASSWORD = '!'
