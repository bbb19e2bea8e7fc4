import { defaultPasswordPolicy, type PasswordPolicy } from '@/lib/passwords/policy'

// Without characters that look alike.
const UPPERCASE = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const LOWERCASE = 'abcdefghijkmnpqrstuvwxyz'
const DIGITS = '23456789'
const SYMBOLS = '!#%+-=?@_'
const LENGTH = 20

/**
 * A password that fits the policy. At least every third character is a digit, so that it never
 * contains a name or a word.
 */
export function generatePassword(policy: PasswordPolicy = defaultPasswordPolicy): string {
  const symbols = symbolsOf(policy)
  const others = [
    ...pick(UPPERCASE, Math.max(1, policy.minUppercase)),
    ...pick(LOWERCASE, Math.max(1, policy.minLowercase)),
    ...pick(symbols, Math.max(1, policy.minSymbols)),
  ]
  const length = Math.max(LENGTH, policy.minLength)
  const missing = Math.ceil((length * 2) / 3) - others.length
  others.push(...pick(UPPERCASE + LOWERCASE + symbols, Math.max(0, missing)))
  const groups = shuffle(others).flatMap((character, index) =>
    index % 2 === 1 ? [character, ...pick(DIGITS, 1)] : [character],
  )
  const digits = groups.length - others.length
  const needed = Math.max(length - groups.length, policy.minNumbers - digits, 0)
  return [...groups, ...pick(DIGITS, needed)].join('')
}

const PHRASE = 'correcthorsebatterystaple'

/** The same for the same policy, and as short as it allows. For people to look at, never to use. */
export function examplePassword(policy: PasswordPolicy): string {
  const { minLength, minUppercase, minLowercase, minNumbers, minSymbols } = policy
  const letters = Math.max(minUppercase + minLowercase, minLength - minNumbers - minSymbols)
  const phrase = repeat(PHRASE, letters)
  const name = phrase.slice(0, minUppercase).toUpperCase() + phrase.slice(minUppercase)
  return name + repeat(DIGITS, minNumbers) + repeat(symbolsOf(policy), minSymbols)
}

function repeat(alphabet: string, length: number): string {
  const characters = [...alphabet]
  return Array.from({ length }, (_, index) => characters[index % characters.length]).join('')
}

function symbolsOf({ symbolCharacterSet }: PasswordPolicy): string {
  const usual = [...SYMBOLS].filter((symbol) => symbolCharacterSet.includes(symbol))
  return usual.join('') || symbolCharacterSet || SYMBOLS
}

function pick(alphabet: string, count: number): string[] {
  const characters = [...alphabet]
  return randomNumbers(count).map((number) => characters[number % characters.length] ?? '')
}

function shuffle(characters: string[]): string[] {
  const keys = randomNumbers(characters.length)
  return characters
    .map((character, index) => ({ character, key: keys[index] ?? 0 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ character }) => character)
}

function randomNumbers(count: number): number[] {
  return [...crypto.getRandomValues(new Uint32Array(count))]
}
