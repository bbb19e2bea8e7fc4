'use server'

import { redirect } from 'next/navigation'
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
  onSuccess: ({ id }) => redirect(`${paths.account(id)}?created`),
})

export const updateAccountAction = formAction({
  operation: updateAccount,
  onSuccess: ({ changed }) => ({
    message: changed ? 'Account updated.' : 'No changes to save.',
    result: null,
  }),
})

export const deleteAccountAction = formAction({
  operation: deleteAccount,
  onSuccess: ({ account }) => redirect(`${paths.accounts}?deleted=${account.id}`),
})

export const restoreAccountAction = formAction({
  operation: restoreAccount,
  onSuccess: ({ account }) => redirect(`${paths.account(account.id)}?restored`),
})

export const startDeletionAction = formAction({
  operation: startDeletion,
  onSuccess: ({ id }) => redirect(paths.job(id)),
})
