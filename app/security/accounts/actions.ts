'use server'

import {
  createAccount,
  deleteAccount,
  restoreAccount,
  updateAccount,
} from '@/lib/accounts/commands'
import { startDeletion } from '@/lib/deletions/commands'
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
    version: account.version,
  }),
})

export const deleteAccountAction = formAction({
  operation: deleteAccount,
  onSuccess: ({ account: { id, name } }) => ({
    location: `${paths.accounts}?deleted=${id}`,
    message: `“${name}” was deleted.`,
    label: 'Open the list',
  }),
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
  }),
})
