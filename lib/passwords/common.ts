import 'server-only'
import { dictionary } from '@zxcvbn-ts/language-common'
import { processSingleton } from '@/lib/process-singleton'

const MIN_CORE = 4
// More would itself be hard to guess, such as the rest of a generated password.
const MAX_DECORATION = 8

/**
 * Whether attackers try a password early: it is one of the 49,000 commonest ones, or one of them with
 * the digits and symbols that people add because a policy wants them, as in `P@ssword-2026!`.
 */
export function isCommonPassword(password: string): boolean {
  const common = commonPasswords()
  const typed = password.normalize('NFC').toLowerCase()
  return coresOf(typed).some((core) => {
    const isWhole = core.length === typed.length
    const isMost = core.length >= MIN_CORE && typed.length - core.length <= MAX_DECORATION
    return (isWhole || isMost) && spellingsOf(core).some((spelling) => common.has(spelling))
  })
}

function commonPasswords(): Set<string> {
  return processSingleton('common-passwords', () => new Set<string>(dictionary['passwords-common']))
}

/** A password, its letters and digits, and what is left without digits and symbols at its ends. */
function coresOf(typed: string): string[] {
  const withoutEnding = typed.replace(/[^\p{L}]+$/u, '')
  const word = withoutEnding.replace(/^[^\p{L}]+/u, '')
  return [typed, typed.replace(/[^\p{L}\p{N}]/gu, ''), withoutEnding, word]
}

const leet: { [character: string]: string } = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
}

/** Undoes the digits and symbols that people write for letters. A 1 or ! can be an i or an l. */
function spellingsOf(core: string): string[] {
  const undo = (one: string) => core.replace(/[@4301!$57]/g, (character) => leet[character] ?? one)
  return [core, undo('i'), undo('l')]
}
