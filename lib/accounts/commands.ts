import 'server-only'
import { randomUUID } from 'node:crypto'
import { deletionFault } from '@/lib/accounts/policy'
import {
  accountKeySchema,
  createAccountSchema,
  deleteAccountSchema,
  TYPED_CONFIRMATION_FROM,
  updateAccountSchema,
} from '@/lib/accounts/schema'
import { type AccountView, accountSelect } from '@/lib/accounts/view'
import { AppError, fieldError } from '@/lib/errors'
import { type Actor, command, type Database } from '@/lib/operation'
import { fold, isSame } from '@/lib/text'

/** Adds an account with a generated external ID. */
export const createAccount = command({
  name: 'accounts.create',
  permission: 'accounts:write',
  input: createAccountSchema,
  async run({ actor, db, input, record }): Promise<AccountView> {
    const account = await db.account.create({
      data: {
        organizationId: actor.organizationId,
        name: input.name,
        nameKey: fold(input.name),
        externalId: randomUUID(),
      },
      select: accountSelect,
    })
    record({ target: { type: 'account', id: account.id }, detail: { after: editable(account) } })
    return account
  },
})

/**
 * Changes name, description and external ID; refused as stale when someone else was first. What
 * changes nothing leaves no trace.
 */
export const updateAccount = command({
  name: 'accounts.update',
  permission: 'accounts:write',
  input: updateAccountSchema,
  async run({ actor, db, input, record }): Promise<AccountView> {
    const before = await lockAccount(db, actor, input.id)
    if (!before.active) throw new AppError('not-found', 'There is no such account.')
    if (before.version !== input.version) throw staleAccount(before)
    const { name, description, externalId } = input
    if (isSame(editable(before), { name, description, externalId })) return before
    const after = await db.account.update({
      where: { id: before.id },
      data: {
        ...{ name, nameKey: fold(name), description, externalId },
        ...{ version: { increment: 1 }, updatedAt: new Date() },
      },
      select: accountSelect,
    })
    record({
      target: { type: 'account', id: after.id },
      detail: { before: editable(before), after: editable(after) },
    })
    return after
  },
})

/** Deactivates an account with all its active users and ends their sessions. */
export const deleteAccount = command({
  name: 'accounts.delete',
  permission: 'accounts:write',
  input: deleteAccountSchema,
  async run({ actor, db, input, record }): Promise<{ account: AccountView; users: number }> {
    const account = await lockAccount(db, actor, input.id)
    if (!account.active) throw new AppError('not-found', 'There is no such account.')
    const fault = deletionFault(account)
    if (fault) throw new AppError('conflict', fault)
    requireConfirmation(account, input.confirmation)
    const deactivationId = randomUUID()
    const users = await db.$executeRaw`
      UPDATE users SET active = false, deactivation_id = ${deactivationId}::uuid,
             version = version + 1, updated_at = now()
       WHERE account_id = ${account.id} AND active`
    await db.$executeRaw`
      DELETE FROM sessions WHERE user_id IN (SELECT id FROM users WHERE account_id = ${account.id})`
    const after = await db.account.update({
      where: { id: account.id },
      data: { active: false, deactivationId, version: { increment: 1 }, updatedAt: new Date() },
      select: accountSelect,
    })
    record({
      target: { type: 'account', id: account.id },
      detail: { before: { active: true }, after: { active: false }, name: account.name, users },
    })
    return { account: after, users }
  },
})

/** Takes a deletion back: the account and exactly the users that this deletion deactivated. */
export const restoreAccount = command({
  name: 'accounts.restore',
  permission: 'accounts:write',
  input: accountKeySchema,
  async run({ actor, db, input, record }): Promise<{ account: AccountView; users: number }> {
    const account = await lockAccount(db, actor, input.id)
    if (account.active) throw new AppError('conflict', 'The account is active already.')
    const after = await db.account.update({
      where: { id: account.id },
      data: {
        active: true,
        deactivationId: null,
        version: { increment: 1 },
        updatedAt: new Date(),
      },
      select: accountSelect,
    })
    const users = await db.$executeRaw`
      UPDATE users SET active = true, deactivation_id = NULL, version = version + 1, updated_at = now()
       WHERE account_id = ${account.id} AND deactivation_id = ${account.deactivationId}::uuid`
    record({
      target: { type: 'account', id: account.id },
      detail: { before: { active: false }, after: { active: true }, name: account.name, users },
    })
    return { account: after, users }
  },
})

/** Locks the account's row, so that its users and its state change one command at a time. */
export async function lockAccount(db: Database, { organizationId }: Actor, id: number) {
  await db.$executeRaw`
    SELECT 1 FROM accounts WHERE id = ${id} AND organization_id = ${organizationId} FOR NO KEY UPDATE`
  const account = await db.account.findFirst({
    where: { id, organizationId },
    select: { ...accountSelect, deactivationId: true },
  })
  if (!account) throw new AppError('not-found', 'There is no such account.')
  return account
}

function editable({ name, description, externalId }: AccountView) {
  return { name, description, externalId }
}

function staleAccount(account: AccountView): AppError {
  return new AppError('stale', 'Someone else changed this account while you were editing it.', {
    current: editable(account),
    version: account.version,
  })
}

function requireConfirmation(account: AccountView, typed: string) {
  if (account.activeUserCount < TYPED_CONFIRMATION_FROM || fold(typed) === fold(account.name))
    return
  throw fieldError(
    'invalid',
    'confirmation',
    `Type the account's name, ${account.name}, to confirm.`,
  )
}
