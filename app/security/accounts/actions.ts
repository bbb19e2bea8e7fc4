'use server'

import { redirect } from 'next/navigation'
import {
  createAccount,
  deleteAccount,
  restoreAccount,
  updateAccount,
} from '@/lib/accounts/commands'
import { startDeletion } from '@/lib/deletions/commands'
import { formAction } from '@/lib/transport/form-action'

export const createAccountAction = formAction(createAccount, ({ id }) =>
  redirect(`/security/accounts/${id}?created`),
)

export const updateAccountAction = formAction(updateAccount, ({ version }, asked) => ({
  message: version === Number(asked.version) ? 'No changes to save.' : 'Account updated.',
  result: null,
}))

export const deleteAccountAction = formAction(deleteAccount, ({ account }) =>
  redirect(`/security/accounts?deleted=${account.id}`),
)

export const restoreAccountAction = formAction(restoreAccount, ({ account }) =>
  redirect(`/security/accounts/${account.id}?restored`),
)

export const startDeletionAction = formAction(startDeletion, ({ id }) =>
  redirect(`/security/accounts/jobs/${id}`),
)
