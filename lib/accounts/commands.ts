import 'server-only'
import { randomUUID } from 'node:crypto'
import { deactivateUsersOf, reactivateUsersOf } from '@/lib/accounts/deactivation'
import { whyNotDeletable } from '@/lib/accounts/policy'
import { lockAccount } from '@/lib/accounts/records'
import {
  accountKeySchema,
  accountRoleSchema,
  createAccountSchema,
  deleteAccountSchema,
  TYPED_CONFIRMATION_FROM,
  updateAccountSchema,
} from '@/lib/accounts/schema'
import { type AccountView, accountSelect } from '@/lib/accounts/view'
import { omitUndefined, shallowEqual } from '@/lib/changes'
import type { Database } from '@/lib/db/sql'
import { AppError, fieldError } from '@/lib/errors'
import { command } from '@/lib/operation'
import { parseAssignableRole } from '@/lib/roles/policy'
import { normalizeForSearch } from '@/lib/search-text'

/** Adds an account; without an external ID it is given one. */
export const createAccount = command({
  name: 'accounts.create',
  permission: 'accounts:write',
  input: createAccountSchema,
  async run({ actor, db, input, audit }): Promise<AccountView> {
    const { name, description = '', externalId = randomUUID() } = input
    const { organizationId } = actor
    const account = await db.account.create({
      data: { organizationId, name, nameKey: normalizeForSearch(name), description, externalId },
      select: accountSelect,
    })
    audit({ target: { type: 'account', id: account.id }, detail: { after: editable(account) } })
    return account
  },
})

/**
 * Changes whatever of an account is given; `active` deactivates it with its users, or reactivates
 * it without them. Refused as stale when someone else was first; what changes nothing leaves no
 * trace.
 */
export const updateAccount = command({
  name: 'accounts.update',
  permission: 'accounts:write',
  input: updateAccountSchema,
  async run({ actor, db, input, audit }): Promise<AccountView> {
    const { id, version, active, ...given } = input
    const before = await lockAccount(db, actor, id)
    requireVersion(before, version)
    const wanted = { ...editable(before), ...omitUndefined(given) }
    const state = active ?? before.active
    if (shallowEqual(editable(before), wanted) && state === before.active) return before
    if (!before.active && !state) {
      throw deactivated()
    }
    const ended = before.active && !state ? await deactivateUsers(db, before) : undefined
    const after = await db.account.update({
      where: { id },
      data: {
        ...wanted,
        nameKey: normalizeForSearch(wanted.name),
        active: state,
        deactivationId: ended?.deactivationId ?? null,
        version: { increment: 1 },
        updatedAt: new Date(),
      },
      select: accountSelect,
    })
    audit({
      target: { type: 'account', id },
      detail: {
        before: { ...editable(before), active: before.active },
        after: { ...editable(after), active: after.active },
        ...(ended ? { users: ended.users } : {}),
      },
    })
    return after
  },
})

/** Deactivates an account with all its active users and ends their sessions. */
export const deleteAccount = command({
  name: 'accounts.delete',
  permission: 'accounts:write',
  input: deleteAccountSchema,
  async run({ actor, db, input, audit }): Promise<{ account: AccountView; users: number }> {
    const before = await lockAccount(db, actor, input.id)
    if (!before.active) throw new AppError('not-found', 'There is no such account.')
    requireVersion(before, input.version)
    if (input.confirmation !== undefined) requireConfirmation(before, input.confirmation)
    const { deactivationId, users } = await deactivateUsers(db, before)
    const { id, name } = before
    const account = await db.account.update({
      where: { id },
      data: {
        active: false,
        deactivationId,
        version: { increment: 1 },
        updatedAt: new Date(),
      },
      select: accountSelect,
    })
    const detail = { before: { active: true }, after: { active: false }, name, users }
    audit({ target: { type: 'account', id }, detail })
    return { account, users }
  },
})

/** Takes a deletion back: the account and exactly the users that this deletion deactivated. */
export const restoreAccount = command({
  name: 'accounts.restore',
  permission: 'accounts:write',
  input: accountKeySchema,
  async run({ actor, db, input, audit }): Promise<{ account: AccountView; users: number }> {
    const { id, name, active, deactivationId } = await lockAccount(db, actor, input.id)
    if (active) throw new AppError('conflict', 'The account is active already.')
    const account = await db.account.update({
      where: { id },
      data: {
        active: true,
        deactivationId: null,
        version: { increment: 1 },
        updatedAt: new Date(),
      },
      select: accountSelect,
    })
    const users = await reactivateUsersOf(db, [id], deactivationId)
    const detail = { before: { active: false }, after: { active: true }, name, users }
    audit({ target: { type: 'account', id }, detail })
    return { account, users }
  },
})

/** Gives an account as a whole a role, which its users inherit. */
export const grantAccountRole = roleCommand('accounts.grantRole', true)

/** Takes a role from an account as a whole. */
export const revokeAccountRole = roleCommand('accounts.revokeRole', false)

function roleCommand(name: string, held: boolean) {
  return command({
    name,
    permission: 'accounts:write',
    input: accountRoleSchema,
    async run({ actor, db, input, audit }): Promise<AccountView> {
      const role = parseAssignableRole(input.key)
      if (typeof role !== 'string') throw fieldError(role.code, 'key', role.message)
      if (role === 'org-admin') {
        throw fieldError('forbidden', 'key', 'An account as a whole cannot be Org Admin.')
      }
      const before = await lockAccount(db, actor, input.id)
      const { id, accountAdmin } = before
      requireVersion(before, input.version)
      if (!before.active) throw deactivated()
      if (accountAdmin === held) {
        const message = `The account ${held ? 'has this role already' : 'does not have this role'}.`
        throw new AppError(held ? 'conflict' : 'not-found', message)
      }
      const after = await db.account.update({
        where: { id },
        data: { accountAdmin: held, version: { increment: 1 }, updatedAt: new Date() },
        select: accountSelect,
      })
      audit({ target: { type: 'account', id }, detail: { role, held } })
      return after
    },
  })
}

function deactivated(): AppError {
  return new AppError('conflict', 'This account is deactivated. Reactivate it to change it.')
}

async function deactivateUsers(db: Database, account: AccountView) {
  const fault = whyNotDeletable(account)
  if (fault) throw new AppError('conflict', fault)
  const deactivationId = randomUUID()
  const users = await deactivateUsersOf(db, [account.id], deactivationId)
  return { deactivationId, users }
}

function editable({ name, description, externalId }: AccountView) {
  return { name, description, externalId }
}

function requireVersion(account: AccountView, version: number | undefined): void {
  if (version === undefined || version === account.version) return
  throw new AppError('stale', 'Someone else changed this account while you were editing it.', {
    current: editable(account),
    version: account.version,
  })
}

function requireConfirmation(account: AccountView, typed: string) {
  if (
    account.activeUserCount < TYPED_CONFIRMATION_FROM ||
    normalizeForSearch(typed) === normalizeForSearch(account.name)
  )
    return
  const message = `Type the account's name, ${account.name}, to confirm.`
  throw fieldError('invalid', 'confirmation', message)
}
