import {
  type Count,
  type Detail,
  numberIn,
  recordIn,
  type SentencePart,
  textIn,
  type Wordings,
  words,
} from '@/lib/activity-log/wording'

export const organizationWordings: Wordings = {
  'organization.create': { did: 'created the organization', do: 'create the organization' },
  'organization.update': { did: renamed, do: 'rename the organization' },
  'organization.setPasswordPolicy': {
    did: 'changed the password policy',
    do: 'change the password policy',
  },
  'organization.setSecondFactorPolicy': {
    did: requiredFactor,
    do: 'change who needs a second factor',
  },
  'organization.setSessionPolicy': {
    did: 'changed how long sessions last',
    do: 'change how long sessions last',
  },
  'organization.resetSecret': {
    did: resetSecret,
    do: 'reset the Organization Secret',
  },
  'organization.withdrawSecret': {
    did: 'withdrew the Organization Secret',
    do: 'withdraw the Organization Secret',
  },
  'organization.endPreviousSecret': {
    did: 'ended the old Organization Secret',
    do: 'end the old Organization Secret',
  },
  'organization.get': { do: 'read the organization' },
  'organization.getSettings': { do: 'open the settings' },
  'organization.getPasswordPolicy': { do: 'read the password policy' },
  'organization.listRoles': { do: 'list the roles' },
  'mail.sendTest': { did: 'sent a test mail', do: 'send a test mail' },
  'console.open': { do: 'open the console' },
  'console.download': { do: 'download a file' },
  'console.sendForm': {
    do: 'send a form',
    denial: 'A form that {actor} sent was denied',
  },
}

function requiredFactor(detail: Detail, count: Count): SentencePart[] {
  const ended = numberIn(detail, 'sessionsEnded')
  const changed = 'changed who needs a second factor'
  return [ended > 0 ? `${changed}; ${count(ended, 'session')} ended` : changed]
}

function resetSecret(detail: Detail): SentencePart[] {
  const overlap = textIn(detail, 'previousUntil') ? '; the old one works for 24 hours' : ''
  return [`reset the Organization Secret${overlap}`]
}

function renamed(detail: Detail): SentencePart[] {
  const before = textIn(recordIn(detail, 'before'), 'name')
  const after = textIn(recordIn(detail, 'after'), 'name')
  return words`renamed the organization “${before}” to “${after}”`
}
