import { sentenceText } from '@/lib/activity-log/sentence'
import { type ActivityEntry, nameOfActor, nameOfTarget } from '@/lib/activity-log/view'

export const activityFileHeader = [
  'number',
  'time',
  'activity',
  'outcome',
  'person',
  'person_id',
  'person_email',
  'operation',
  'target_type',
  'target_id',
  'target',
  'account_id',
  'account',
  'address',
  'request_id',
  'detail',
]

export function activityFileCells(entry: ActivityEntry): string[] {
  return [
    String(entry.seq),
    entry.at.toISOString(),
    describeEntry(entry),
    entry.outcome,
    nameOfActor(entry),
    String(entry.actor?.id ?? ''),
    entry.actorEmail,
    entry.operation,
    entry.targetType ?? '',
    String(entry.targetId ?? ''),
    entry.target?.name ?? '',
    String(entry.account?.id ?? ''),
    entry.account?.name ?? '',
    entry.address,
    entry.requestId,
    JSON.stringify(entry.detail),
  ]
}

/** The sentence of an entry, in the language of files and of the API. */
export function describeEntry(entry: ActivityEntry): string {
  return sentenceText(entry, { actor: nameOfActor(entry), target: nameOfTarget(entry) }, 'en')
}
