import 'server-only'
import { randomUUID } from 'node:crypto'
import { accountColumns, editableAccountColumns } from '@/lib/accounts/columns'
import { deactivateUsersOf, reactivateUsersOf } from '@/lib/accounts/deactivation'
import { requireFreeExternalId } from '@/lib/accounts/external-ids'
import { whyNotDeletable } from '@/lib/accounts/policy'
import {
  accountDeactivated,
  lockAccount,
  requireVersion,
  saveAccount,
} from '@/lib/accounts/records'
import {
  createAccountSchema,
  deleteAccountSchema,
  restoreAccountSchema,
  TYPED_CONFIRMATION_FROM,
  updateAccountSchema,
} from '@/lib/accounts/schema'
import { searchKeys } from '@/lib/accounts/search-keys'
import type { AccountView } from '@/lib/accounts/view'
import { omitUndefined, shallowEqual } from '@/lib/changes'
import { pickColumns, selectOf } from '@/lib/columns'
import type { Database } from '@/lib/db/sql'
import { AppError, fieldError } from '@/lib/errors'
import { normalizeForSearch } from '@/lib/normalize-for-search'
import { command } from '@/lib/operation'
import { externalIdTaken, whyNotReactivated } from '@/lib/taken'

export const createAccount = command({
  name: 'accounts.create',
  permission: 'accounts:write',
  input: createAccountSchema,
  async run({ actor, db, input, audit }): Promise<AccountView> {
    const { name, description = '', externalId = randomUUID() } = input
    const { organizationId } = actor
    if (input.externalId) await requireFreeExternalId(db, actor, input.externalId)
    const account = await db.account.create({
      data: { organizationId, name, description, externalId, ...searchKeys({ name, externalId }) },
      select: selectOf(accountColumns),
    })
    audit({ target: { type: 'account', id: account.id }, detail: { after: editable(account) } })
    return account
  },
})

/**
 * Changes the given fields. `active` deactivates the account with its users, or reactivates it
 * without them. Saving without a change writes nothing and leaves the version as it is.
 */
export const updateAccount = command({
  name: 'accounts.update',
  permission: 'accounts:write',
  input: updateAccountSchema,
  target: ({ id }) => ({ type: 'account', id }),
  async run({ actor, db, input, audit }): Promise<{ account: AccountView; changed: boolean }> {
    const { id, version, active: requested, ...fields } = input
    const before = await lockAccount(db, actor, id)
    requireVersion(before, version)
    const values = { ...editable(before), ...omitUndefined(fields) }
    const active = requested ?? before.active
    if (shallowEqual(editable(before), values) && active === before.active) {
      return { account: pickColumns(accountColumns, before), changed: false }
    }
    if (!before.active && !active) throw accountDeactivated()
    if (active && (!before.active || values.externalId !== before.externalId)) {
      const message = fields.externalId ? externalIdTaken : whyNotReactivated
      await requireFreeExternalId(db, actor, values.externalId, message)
    }
    const deactivation = before.active && !active ? await deactivateUsers(db, before) : undefined
    const account = await saveAccount(db, id, {
      ...values,
      ...searchKeys(values),
      active,
      deactivationId: deactivation?.deactivationId ?? null,
    })
    audit({
      target: { type: 'account', id },
      detail: {
        before: { ...editable(before), active: before.active },
        after: { ...editable(account), active: account.active },
        ...(deactivation ? { users: deactivation.users } : {}),
      },
    })
    return { account, changed: true }
  },
})

/** Deactivates an account with its active users and ends their sessions. Repeated, does nothing. */
export const deleteAccount = command({
  name: 'accounts.delete',
  permission: 'accounts:write',
  input: deleteAccountSchema,
  target: ({ id }) => ({ type: 'account', id }),
  async run({ actor, db, input, audit }): Promise<{ account: AccountView; users: number }> {
    const before = await lockAccount(db, actor, input.id)
    if (!before.active) return { account: pickColumns(accountColumns, before), users: 0 }
    requireVersion(before, input.version)
    if (input.confirmation !== undefined) requireConfirmation(before, input.confirmation)
    const { deactivationId, users } = await deactivateUsers(db, before)
    const { id, name } = before
    const account = await saveAccount(db, id, { active: false, deactivationId })
    const detail = { before: { active: true }, after: { active: false }, name, users }
    audit({ target: { type: 'account', id }, detail })
    return { account, users }
  },
})

/** Reactivates a deleted account and exactly those users that its deletion deactivated. */
export const restoreAccount = command({
  name: 'accounts.restore',
  permission: 'accounts:write',
  input: restoreAccountSchema,
  target: ({ id }) => ({ type: 'account', id }),
  async run({ actor, db, input, audit }): Promise<{ account: AccountView; users: number }> {
    const before = await lockAccount(db, actor, input.id)
    const { id, name, deactivationId } = before
    if (before.active) throw new AppError('conflict', 'This account is already active.')
    const { externalId = before.externalId } = input
    await requireFreeExternalId(db, actor, externalId).catch((error: unknown) => {
      // Not an error of a field, so that the page is read again and offers one.
      if (input.externalId || !(error instanceof AppError)) throw error
      throw new AppError('conflict', error.message)
    })
    const account = await saveAccount(db, id, { active: true, deactivationId: null, externalId })
    const users = await reactivateUsersOf(db, [id], deactivationId)
    const detail = {
      before: { active: false, externalId: before.externalId },
      after: { active: true, externalId },
      name,
      users,
    }
    audit({ target: { type: 'account', id }, detail })
    return { account, users }
  },
})

async function deactivateUsers(db: Database, account: AccountView) {
  const reason = whyNotDeletable(account)
  if (reason) throw new AppError('conflict', reason)
  const deactivationId = randomUUID()
  const users = await deactivateUsersOf(db, [account.id], deactivationId)
  return { deactivationId, users }
}

function editable(account: AccountView) {
  return pickColumns(editableAccountColumns, account)
}

function requireConfirmation({ name, activeUserCount }: AccountView, typed: string): void {
  if (activeUserCount < TYPED_CONFIRMATION_FROM) return
  if (normalizeForSearch(typed) === normalizeForSearch(name)) return
  throw fieldError('invalid', 'confirmation', `Enter the account name, ${name}, to confirm.`)
}
