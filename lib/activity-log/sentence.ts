import {
  actor,
  type Clause,
  type Count,
  type Detail,
  type SentencePart,
  target,
  textIn,
  type Wording,
  words,
} from '@/lib/activity-log/wording'
import { wordings } from '@/lib/activity-log/wordings'
import { plural } from '@/lib/plural'

export type LoggedAction = { operation: string; outcome: string; detail: Detail }

const NOT_ADMINISTRATOR = 'Only organization administrators can do this.'

/** What someone did or couldn't do, as texts between the names of the person and the target. */
export function sentenceParts(action: LoggedAction, locale: string): SentencePart[] {
  const count = countIn(locale)
  const parts = action.outcome === 'done' ? done(action, count) : denied(action, count)
  return parts.filter((part) => part !== '')
}

/** The sentence as a plain text. */
export function sentenceText(
  action: LoggedAction,
  names: { actor: string; target: string },
  locale: string,
): string {
  const parts = sentenceParts(action, locale)
  return parts.map((part) => (typeof part === 'string' ? part : names[part.name])).join('')
}

function done({ operation, detail }: LoggedAction, count: Count): SentencePart[] {
  const { sentence, did = `used ${operation}` } = wordingOf(operation)
  if (sentence) return words`${inWords(sentence, detail, count)}.`
  return words`${actor} ${inWords(did, detail, count)}.`
}

function denied({ operation, detail }: LoggedAction, count: Count): SentencePart[] {
  const wording = wordingOf(operation)
  const denial = wording.denial ?? `{actor} couldn't ${wording.do}`
  const what = inWords(denial, detail, count)
  const reason = textIn(detail, 'reason') || ('permission' in detail ? NOT_ADMINISTRATOR : '')
  return reason ? words`${what}: ${reason}` : words`${what}.`
}

/** A later version may have written operations that this one doesn't know. */
function wordingOf(operation: string): Wording {
  return wordings.get(operation) ?? { do: `use ${operation}` }
}

function inWords(clause: Clause, detail: Detail, count: Count): SentencePart[] {
  if (typeof clause !== 'string') return clause(detail, count)
  return clause.split(/(\{actor\}|\{target\})/).map((text) => {
    if (text === '{actor}') return actor
    return text === '{target}' ? target : text
  })
}

function countIn(locale: string): Count {
  const format = new Intl.NumberFormat(locale)
  return (count, noun) => `${format.format(count)} ${count === 1 ? noun : plural(noun)}`
}
