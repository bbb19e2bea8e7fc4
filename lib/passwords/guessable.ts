import 'server-only'
import { isCommonPassword } from '@/lib/passwords/common'
import { codePoints, removeAccents } from '@/lib/text'

/** Names that someone who guesses the password knows. */
export type PasswordContext = {
  organization: string
  account?: string | undefined
  person: { firstName: string; lastName: string; email: string }
}

const PRODUCT = 'Accounts Console'

// Shorter names and words occur in passwords by chance.
const MIN_NAME_LENGTH = 3
const MIN_WORD_LENGTH = 4

/** Why a password that fits the policy is still easy to guess; undefined if it isn't. */
export function whyGuessable(password: string, context: PasswordContext): string | undefined {
  if (isCommonPassword(password)) {
    return 'Many people use this password, so attackers try it early. Choose another one.'
  }
  const name = nameIn(password, context)
  return name && `The password must not contain the ${name}.`
}

/** What a password contains of its context: a whole name or a long word of it. */
function nameIn(password: string, context: PasswordContext): string | undefined {
  const { organization, account = '', person } = context
  const [username = '', domain = ''] = person.email.split('@')
  const names: [label: string, name: string][] = [
    ['first name', person.firstName],
    ['last name', person.lastName],
    ['username', username],
    ['email address', domain.replace(/\.[^.]*$/, '')],
    ['name of the organization', organization],
    ['name of the account', account],
    ['name of this product', PRODUCT],
  ]
  const typed = squeeze(password)
  return names.find(([, name]) => searchedWords(name).some((word) => typed.includes(word)))?.[0]
}

function searchedWords(name: string): string[] {
  const words = name.split(/[^\p{L}\p{N}\p{M}]+/u).map(squeeze)
  const whole = squeeze(name)
  return [
    ...(codePoints(whole) >= MIN_NAME_LENGTH ? [whole] : []),
    ...words.filter((word) => codePoints(word) >= MIN_WORD_LENGTH),
  ]
}

/** Only letters and digits, without case and accents, so that `Jean-Luc` is found in `jeanluc1!`. */
function squeeze(text: string): string {
  return removeAccents(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
