import { codePoints, isTooLong, removeAccents } from '@/lib/text'

export type PasswordPolicy = {
  minLength: number
  minUppercase: number
  minLowercase: number
  minNumbers: number
  minSymbols: number
  symbolCharacterSet: string
  previousPasswordCount: number
  /** 0 means never. */
  expirationDays: number
}

export const policyFieldNames = [
  'minLength',
  'minUppercase',
  'minLowercase',
  'minNumbers',
  'minSymbols',
  'symbolCharacterSet',
  'previousPasswordCount',
  'expirationDays',
] as const satisfies (keyof PasswordPolicy)[]

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

/** As NIST SP 800-63B-4 recommends for passwords that are used without a second factor. */
const nistPasswordPolicy: PasswordPolicy = {
  ...defaultPasswordPolicy,
  minLength: 15,
  minUppercase: 0,
  minLowercase: 0,
  minNumbers: 0,
  minSymbols: 0,
}

/** Policies that the form can be filled with. */
export const policyPresets = { nist: nistPasswordPolicy, default: defaultPasswordPolicy } as const

export type PolicyPreset = keyof typeof policyPresets

export function parsePolicyPreset(value: unknown): PolicyPreset | undefined {
  return value === 'nist' || value === 'default' ? value : undefined
}

export const PASSWORD_MAX = 256

type Person = { firstName: string; lastName: string; email: string }

export function whyPasswordRejected(
  password: string,
  person: Person,
  policy: PasswordPolicy = defaultPasswordPolicy,
): string | undefined {
  if (!password.isWellFormed() || /\p{Cc}/u.test(password)) {
    return 'The password contains a control character. Type it again.'
  }
  if (codePoints(password) > PASSWORD_MAX) {
    return `The password can have at most ${PASSWORD_MAX} characters.`
  }
  const missing = missingCharacters([...password.normalize('NFC')], policy)
  if (missing.length > 0) return `The password needs ${joinWithAnd(missing)}.`
  const name = nameIn(password, person)
  return name ? `The password must not contain the ${name}.` : undefined
}

export function describePolicy(policy: PasswordPolicy = defaultPasswordPolicy): string {
  const [length = '', ...kinds] = missingCharacters([], policy)
  return `Needs ${joinWithAnd([length, ...kinds.map((kind) => kind.replace('at least ', ''))])}.`
}

function missingCharacters(characters: string[], policy: PasswordPolicy): string[] {
  const count = (test: (character: string) => boolean) => characters.filter(test).length
  const rules: [actual: number, minimum: number, singular: string, plural: string][] = [
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
  return rules
    .filter(([actual, minimum]) => actual < minimum)
    .map(
      ([, minimum, singular, plural]) => `at least ${minimum} ${minimum === 1 ? singular : plural}`,
    )
}

// Shorter names occur in passwords by chance.
const MIN_NAME_LENGTH = 3

function nameIn(password: string, person: Person): string | undefined {
  const normalized = normalizeName(password)
  const names: [label: string, name: string][] = [
    ['first name', person.firstName],
    ['last name', person.lastName],
    ['username', person.email.split('@')[0] ?? ''],
  ]
  // A form's values are also checked when some of them are invalid.
  const isComparable = (name: string) => !isTooLong(name) && codePoints(name) >= MIN_NAME_LENGTH
  const match = names.find(
    ([, name]) => isComparable(name) && normalized.includes(normalizeName(name)),
  )
  return match?.[0]
}

function normalizeName(value: string): string {
  return removeAccents(value).toLowerCase().trim()
}

function joinWithAnd(parts: string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
