import { normalizeForSearch } from '@/lib/search-text'
import { codePoints } from '@/lib/text'

export type PasswordPolicy = {
  minLength: number
  minUppercase: number
  minLowercase: number
  minNumbers: number
  minSymbols: number
  symbolCharacterSet: string
  /** How many former passwords are refused. */
  previousPasswordCount: number
  /** After how many days a new one is asked for; 0 is never. */
  expirationDays: number
}

export const defaultPasswordPolicy: PasswordPolicy = {
  minLength: 8,
  minUppercase: 1,
  minLowercase: 1,
  minNumbers: 1,
  minSymbols: 1,
  symbolCharacterSet: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
  previousPasswordCount: 0,
  expirationDays: 0,
}

export const PASSWORD_MAX = 256

type Person = { firstName: string; lastName: string; email: string }

/** What a new password still lacks, one sentence; undefined when it may be used. */
export function whyPasswordRejected(
  password: string,
  person: Person,
  policy: PasswordPolicy = defaultPasswordPolicy,
): string | undefined {
  if (!password.isWellFormed() || /\p{Cc}/u.test(password)) {
    return 'The password contains a control character. Type it again.'
  }
  if (codePoints(password) > PASSWORD_MAX)
    return `The password can have at most ${PASSWORD_MAX} characters.`
  const missing = missingCharacters([...password.normalize('NFC')], policy)
  if (missing.length > 0) return `The password needs ${listed(missing)}.`
  const named = personalPart(password, person)
  return named ? `The password must not contain the ${named}.` : undefined
}

/** What the policy asks of every password, for the help beside the field. */
export function describePolicy(policy: PasswordPolicy = defaultPasswordPolicy): string {
  const [length = '', ...kinds] = missingCharacters([], policy)
  return `Needs ${listed([length, ...kinds.map((kind) => kind.replace('at least ', ''))])}.`
}

function missingCharacters(characters: string[], policy: PasswordPolicy): string[] {
  const count = (test: (character: string) => boolean) => characters.filter(test).length
  const needs: [have: number, need: number, one: string, many: string][] = [
    [characters.length, policy.minLength, 'character', 'characters'],
    [count((c) => /\p{Lu}/u.test(c)), policy.minUppercase, 'uppercase letter', 'uppercase letters'],
    [count((c) => /\p{Ll}/u.test(c)), policy.minLowercase, 'lowercase letter', 'lowercase letters'],
    [count((c) => /\p{Nd}/u.test(c)), policy.minNumbers, 'numeric character', 'numeric characters'],
    [
      count((c) => policy.symbolCharacterSet.includes(c)),
      policy.minSymbols,
      'special character',
      'special characters',
    ],
  ]
  return needs
    .filter(([have, need]) => have < need)
    .map(([, need, one, many]) => `at least ${need} ${need === 1 ? one : many}`)
}

// Shorter parts occur in any password by chance.
const MIN_NAME_PART = 3

function personalPart(password: string, person: Person): string | undefined {
  const folded = normalizeForSearch(password)
  const parts: [label: string, part: string][] = [
    ['first name', person.firstName],
    ['last name', person.lastName],
    ['username', person.email.split('@')[0] ?? ''],
  ]
  const found = parts.find(
    ([, part]) => codePoints(part) >= MIN_NAME_PART && folded.includes(normalizeForSearch(part)),
  )
  return found?.[0]
}

function listed(parts: string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
