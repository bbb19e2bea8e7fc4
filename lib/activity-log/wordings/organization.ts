import {
  type Detail,
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
    did: 'changed who needs a second factor',
    do: 'change who needs a second factor',
  },
  'organization.resetSecret': {
    did: 'reset the Organization Secret',
    do: 'reset the Organization Secret',
  },
  'organization.withdrawSecret': {
    did: 'withdrew the Organization Secret',
    do: 'withdraw the Organization Secret',
  },
  'organization.get': { do: 'read the organization' },
  'organization.getPasswordPolicy': { do: 'read the password policy' },
  'organization.getSecondFactorPolicy': { do: 'read who needs a second factor' },
  'organization.getSecret': { do: 'look up the Organization Secret' },
  'organization.listRoles': { do: 'list the roles' },
  'mail.sendTest': { did: 'sent a test mail', do: 'send a test mail' },
  'mail.getFailed': { do: 'see a mail that failed' },
  'mail.getOverview': { do: 'see the mail that was sent' },
  'console.open': { do: 'open the console' },
  'console.download': { do: 'download a file' },
  'console.sendForm': {
    do: 'send a form',
    denial: 'A form that {actor} sent was denied',
  },
}

function renamed(detail: Detail): SentencePart[] {
  const before = textIn(recordIn(detail, 'before'), 'name')
  const after = textIn(recordIn(detail, 'after'), 'name')
  return words`renamed the organization “${before}” to “${after}”`
}
