'use server'

import { listHref } from '@/components/accounts/list-href'
import {
  createAccount,
  deleteAccount,
  restoreAccount,
  updateAccount,
} from '@/lib/accounts/commands'
import { parseListQuery } from '@/lib/accounts/query-schema'
import { startDeletion } from '@/lib/deletions/commands'
import { submittedTexts } from '@/lib/form-state'
import { chooseColumns } from '@/lib/list-settings/commands'
import { paths } from '@/lib/paths'
import { formAction } from '@/lib/transport/form-action'

export const createAccountAction = formAction({
  operation: createAccount,
  onSuccess: ({ id, name }) => ({
    location: `${paths.account(id)}?created`,
    message: `“${name}” was added.`,
    label: `Open “${name}”`,
  }),
})

export const updateAccountAction = formAction({
  operation: updateAccount,
  onSuccess: ({ account, changed }) => ({
    message: changed ? 'Account updated.' : 'No changes to save.',
    result: null,
    version: changed ? account.version : undefined,
  }),
})

export const deleteAccountAction = formAction({
  operation: deleteAccount,
  readInput: async (data) => {
    const { list: _, deactivation: __, ...input } = submittedTexts(data)
    return input
  },
  onSuccess: ({ account: { id, name } }, { submitted: { list = '', deactivation } }) => {
    const change = deactivation ? 'deactivated' : 'deleted'
    return {
      location: listHref(parseListQuery(list), { [change]: String(id) }),
      message: `“${name}” was ${change}.`,
      label: 'Open the list',
    }
  },
})

export const restoreAccountAction = formAction({
  operation: restoreAccount,
  onSuccess: ({ account: { id, name } }) => ({
    location: `${paths.account(id)}?restored`,
    message: `“${name}” was restored.`,
    label: `Open “${name}”`,
  }),
})

export const startDeletionAction = formAction({
  operation: startDeletion,
  onSuccess: ({ id }) => ({
    location: paths.job(id),
    message: 'The deletion was started.',
    label: 'Open the deletion',
    job: id,
  }),
})

export const chooseColumnsAction = formAction({
  operation: chooseColumns,
  readInput: async (data) => ({ columns: data.getAll('columns') }),
  onSuccess: () => ({ message: 'The columns were saved.', result: null }),
})
