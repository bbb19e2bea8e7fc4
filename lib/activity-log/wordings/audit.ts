import {
  type Count,
  type Detail,
  numberIn,
  type SentencePart,
  textIn,
  type Wordings,
  words,
} from '@/lib/activity-log/wording'

export const auditWordings: Wordings = {
  'audit.archive': { sentence: archived, do: 'move old entries to a file' },
  'audit.rotate': {
    sentence: 'The operator changed the secret that signs this log',
    do: 'change the secret that signs this log',
  },
  'audit.tampered': {
    sentence: 'Another program changed this log',
    do: 'write to this log',
  },
  'verifications.start': { did: 'started to verify this log', do: 'verify this log' },
  'verifications.getLatest': { do: 'see when this log was verified' },
  'audit.verify': { did: verified, do: 'verify this log' },
  'audit.verifyBatch': { do: 'continue to verify this log' },
}

function verified(detail: Detail, count: Count): SentencePart[] {
  const entries = numberIn(detail, 'entries')
  const problem = textIn(detail, 'problem')
  if (!problem) return words`verified this log: ${count(entries, 'entry')}, unbroken`
  return words`verified this log, which is broken after ${count(entries, 'entry')}`
}

function archived(detail: Detail, count: Count): SentencePart[] {
  const entries = count(numberIn(detail, 'entries'), 'entry')
  return words`Old entries moved to the file “${textIn(detail, 'file')}”: ${entries}`
}
