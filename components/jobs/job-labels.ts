import type { JobKind, JobView } from '@/lib/jobs/view'

type Words = {
  title: string
  one: string
  many: string
  done: string
  /** What the number of a refused row is. */
  number: string
}

/** What a job of each kind is called, what it is about and what becomes of that. */
export const labels: { [kind in JobKind]: Words } = {
  'accounts.import': {
    title: 'Import accounts',
    one: 'account',
    many: 'accounts',
    done: 'added',
    number: 'Row',
  },
  'users.import': {
    title: 'Import users',
    one: 'user',
    many: 'users',
    done: 'added',
    number: 'Row',
  },
  'accounts.delete': {
    title: 'Delete accounts',
    one: 'account',
    many: 'accounts',
    done: 'deleted',
    number: 'ID',
  },
  'accounts.restore': {
    title: 'Undo a deletion',
    one: 'account',
    many: 'accounts',
    done: 'restored',
    number: 'ID',
  },
}

/** A number of what the job is about, e.g. "1,234 accounts". */
export function counted({ kind }: Pick<JobView, 'kind'>, count: number, locale: string): string {
  const { one, many } = labels[kind]
  return `${count.toLocaleString(locale)} ${count === 1 ? one : many}`
}

/** How a job stands, in a sentence. */
export function statusText(job: JobView, locale: string): string {
  const { state, done, refused, total, message, kind } = job
  const past = `${counted(job, done, locale)} ${labels[kind].done}`
  const left = refused > 0 ? `, ${refused.toLocaleString(locale)} refused` : ''
  const sentences: { [known in JobView['state']]: string } = {
    checking: `Checking the file: ${progressOf(job, locale)}.`,
    ready: `Checked: ${counted(job, total - refused, locale)} can be ${labels[kind].done}${left}.`,
    running: `Under way: ${progressOf(job, locale)}.`,
    done: `Done: ${past}${left}.`,
    failed: `Failed after ${past}. ${message}`,
    cancelled: `Cancelled. ${past} before; that stays.`,
  }
  return sentences[state]
}

/** How far it is, e.g. "300 of 1,200". */
export function progressOf({ done, refused, total }: JobView, locale: string): string {
  return `${(done + refused).toLocaleString(locale)} of ${total.toLocaleString(locale)}`
}
