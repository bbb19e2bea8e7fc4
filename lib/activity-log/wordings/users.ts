import {
  type Clause,
  type Count,
  changedFields,
  type Detail,
  listFields,
  numberIn,
  recordIn,
  type SentencePart,
  target,
  textIn,
  type Wordings,
  words,
} from '@/lib/activity-log/wording'

export const userWordings: Wordings = {
  'users.add': { did: 'added the user {target}', do: 'add a user' },
  'users.update': { did: updated, do: 'change {target}' },
  'users.delete': { did: 'deleted {target}', do: 'delete {target}' },
  'users.grantRole': { did: role('gave', 'to'), do: 'give {target} a role' },
  'users.revokeRole': { did: role('removed', 'from'), do: 'remove a role from {target}' },
  'users.unlock': { did: 'unlocked {target}', do: 'unlock {target}' },
  'users.createLink': { did: createdLink, do: 'create a link for {target}' },
  'users.endLinks': { did: 'withdrew the links of {target}', do: 'withdraw the links of {target}' },
  'users.endSession': { did: 'ended a session of {target}', do: 'end a session of {target}' },
  'users.endSessions': {
    did: (detail, count) =>
      words`signed ${target} out everywhere, which ended ${count(numberIn(detail, 'ended'), 'session')}`,
    do: 'sign {target} out',
  },
  'users.resetSecret': {
    did: 'gave {target} a new User Secret',
    do: 'give {target} a new User Secret',
  },
  'users.withdrawSecret': {
    did: 'withdrew the User Secret of {target}',
    do: 'withdraw the User Secret of {target}',
  },
  'users.resetSecondFactor': {
    did: 'reset the second factor of {target}',
    do: 'reset the second factor of {target}',
  },
  'users.unlinkIdentity': {
    did: 'unlinked {target} from an identity provider',
    do: 'unlink {target} from an identity provider',
  },
  'users.recover': { did: 'set a new password for {target} on the host', do: 'recover {target}' },
  'users.startJob': { did: startedJob, do: 'change several users' },
  'users.undoJob': {
    did: (detail, count) =>
      words`started to undo a change of ${count(numberIn(detail, 'users'), 'user')} (${target})`,
    do: 'undo a change of several users',
  },
  'users.previewJob': { do: 'select users to change' },
  'users.countSelected': { do: 'count the selected users' },
  'users.makeLinks': { did: 'made links for several users', do: 'make links for several users' },
  'users.deactivateBatch': { do: 'continue to deactivate users' },
  'users.reactivateBatch': { do: 'continue to reactivate users' },
  'users.require-passwordBatch': { do: 'continue to require new passwords' },
  'users.grant-adminBatch': { do: 'continue to give a role to users' },
  'users.revoke-adminBatch': { do: 'continue to remove a role from users' },
  'users.deleteBatch': { do: 'continue to delete users' },
  'users.listAdministrators': { do: 'list the administrators' },
  'users.findCandidates': { do: 'find people to give a role to' },
  'people.search': { do: 'open the list of all users' },
  'people.find': { do: 'search for people' },
  'people.export': { do: 'export all users' },
  'users.get': { do: 'read a user' },
  'users.getActive': { do: 'open a user' },
  'users.getDetails': { do: 'open a user' },
  'users.getSecondFactor': { do: 'see the second factor of a user' },
  'users.list': { do: 'list users' },
  'users.listRoles': { do: 'list the roles of a user' },
  'users.listSessions': { do: 'list the sessions of a user' },
  'users.search': { do: 'open the list of users' },
  'users.export': { do: 'export users' },
}

const roleNames: { readonly [role: string]: string } = {
  'org-admin': 'Org Admin',
  admin: 'Account Admin',
}

function role(verb: string, preposition: string): Clause {
  return (detail) => {
    const key = textIn(detail, 'role')
    return words`${verb} the ${roleNames[key] ?? key} role ${preposition} ${target}`
  }
}

const startedChanges: { readonly [change: string]: (users: string) => string } = {
  deactivate: (users) => `deactivate ${users}`,
  reactivate: (users) => `reactivate ${users}`,
  'require-password': (users) => `require a new password from ${users}`,
  'grant-admin': (users) => `give the Account Admin role to ${users}`,
  'revoke-admin': (users) => `remove the Account Admin role from ${users}`,
  'make-links': (users) => `make links for ${users}`,
  delete: (users) => `delete ${users}`,
}

function startedJob(detail: Detail, count: Count): SentencePart[] {
  const users = count(numberIn(detail, 'users'), 'user')
  const say = startedChanges[textIn(detail, 'change')]
  return words`started to ${say?.(users) ?? `change ${users}`} (${target})`
}

function createdLink(detail: Detail): SentencePart[] {
  return textIn(detail, 'purpose') === 'invite'
    ? words`invited ${target} with a link`
    : words`created a link with which ${target} sets a new password`
}

function requiredPassword({ mustChangePassword }: Detail): SentencePart[] {
  return mustChangePassword === false
    ? words`no longer requires a new password from ${target}`
    : words`required a new password from ${target}`
}

function updated(detail: Detail): SentencePart[] {
  const after = recordIn(detail, 'after')
  const fields = changedFields(detail)
  if (fields.includes('active')) {
    return words`${after.active === true ? 'reactivated' : 'deactivated'} ${target}`
  }
  const [field = ''] = fields
  if (fields.length > 1) return words`changed the ${listFields(fields)} of ${target}`
  if (field === 'mustChangePassword') return requiredPassword(after)
  if (field === 'password') return words`set a new password for ${target}`
  if (field !== 'orgAdmin' && field !== 'accountAdmin') {
    return words`changed the ${listFields(fields)} of ${target}`
  }
  const name = field === 'orgAdmin' ? 'Org Admin' : 'Account Admin'
  return after[field] === true
    ? words`gave the ${name} role to ${target}`
    : words`removed the ${name} role from ${target}`
}
