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

export const accountWordings: Wordings = {
  'accounts.create': { did: 'added the account {target}', do: 'add an account' },
  'accounts.update': { did: updated, do: 'change {target}' },
  'accounts.delete': { did: withUsers('deleted', 'deactivated'), do: 'delete {target}' },
  'accounts.restore': { did: withUsers('restored', 'reactivated'), do: 'restore {target}' },
  'accounts.grantRole': { did: 'gave {target} the Account Admin role', do: 'give {target} a role' },
  'accounts.revokeRole': {
    did: 'removed the Account Admin role from {target}',
    do: 'remove a role from {target}',
  },
  'accounts.get': { do: 'read an account' },
  'accounts.getActive': { do: 'open an account' },
  'accounts.getDeleted': { do: 'look up a deleted account' },
  'accounts.hasDuplicateName': { do: 'look up the name of an account' },
  'accounts.list': { do: 'list accounts' },
  'accounts.listRoles': { do: 'list the roles of an account' },
  'accounts.suggest': { do: 'search for accounts' },
  'accounts.search': { do: 'open the list of accounts' },
  'accounts.export': { do: 'export accounts' },
  'accounts.listSettings': { do: 'open the views of the list' },
  'accounts.getView': { do: 'open a saved view' },
  'accounts.chooseColumns': { did: 'chose the columns of the list', do: 'choose columns' },
  'accounts.saveView': { did: withViewName('saved'), do: 'save a view' },
  'accounts.updateView': { did: withViewName('changed'), do: 'change a view' },
  'accounts.deleteView': { did: withViewName('deleted'), do: 'delete a view' },
}

function withViewName(verb: string): Clause {
  return (detail) => {
    const view = recordIn(detail, verb === 'deleted' ? 'before' : 'after')
    const owner = view.shared === true ? 'the shared view' : 'the view'
    return words`${verb} ${owner} “${textIn(view, 'name')}”`
  }
}

function withUsers(verb: string, participle: string): Clause {
  return (detail, count) => words`${verb} ${target}${usersClause(detail, count, participle)}`
}

function usersClause(detail: Detail, count: Count, participle: string): string {
  const users = numberIn(detail, 'users')
  if (users === 0) return ''
  return `; ${count(users, 'user')} ${users === 1 ? 'was' : 'were'} ${participle}`
}

function updated(detail: Detail, count: Count): SentencePart[] {
  const fields = changedFields(detail)
  if (fields.includes('active')) {
    return recordIn(detail, 'after').active === true
      ? words`reactivated ${target}`
      : words`deactivated ${target}${usersClause(detail, count, 'deactivated')}`
  }
  const [field, ...others] = fields
  if (field === 'name' && others.length === 0) {
    const before = textIn(recordIn(detail, 'before'), 'name')
    const after = textIn(recordIn(detail, 'after'), 'name')
    return words`renamed the account “${before}” to “${after}”`
  }
  return words`changed the ${listFields(fields)} of ${target}`
}
