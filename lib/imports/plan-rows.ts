import 'server-only'
import type { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { omitUndefined, shallowEqual } from '@/lib/changes'
import { pickColumns, type Row } from '@/lib/columns'
import { selectList } from '@/lib/db/columns'
import { type Database, SQL } from '@/lib/db/sql'
import { timeSlices } from '@/lib/event-loop'
import { type BatchRow, parseRow } from '@/lib/imports/batch-rows'
import type { userUpdateSchema } from '@/lib/imports/schema'
import { type NewUser, userImporter } from '@/lib/imports/user-importer'
import type { JobOf } from '@/lib/jobs/view'
import { editableUserColumns } from '@/lib/users/columns'
import { explainTakenEmails } from '@/lib/users/emails'
import { OWN_ROLES } from '@/lib/users/policy'

type Update = z.output<typeof userUpdateSchema>
type User = { id: number; accountActive: boolean } & Row<typeof editableUserColumns>

export type RowPlan = { row: number } & (
  | { action: 'add'; value: NewUser }
  | { action: 'change'; before: User; after: User }
  | { action: 'keep'; before: User }
  | { action: 'reject'; error: string }
)

export type UpdateRow = BatchRow<Update>
type Context = { actor: Actor; db: Database }
type Mode = JobOf<'users.import'>['parameters']['mode']

const OWN_EMAIL = 'Change your own email on your profile.'
const IN_DELETED_ACCOUNT = 'This user belongs to a deleted account. Reactivate the account first.'
const SAME_USER = 'An earlier row is for the same user. Keep one of them.'
const SAME_EMAIL = 'An earlier row has the same email address. Use another.'

/**
 * What each row does: it adds a user, changes one, or leaves one as they are. With `lock`, the users
 * stay as they are read until the commit.
 */
export async function planRows(
  { actor, db }: Context,
  mode: Mode,
  rows: UpdateRow[],
  { lock }: { lock: boolean },
): Promise<RowPlan[]> {
  const updates = rows.flatMap(({ parsed }) => parsed.value ?? [])
  const users = await findUsers({ actor, db }, updates, lock)
  const nextSlice = timeSlices()
  const plans: RowPlan[] = []
  for (const row of rows) {
    plans.push({ row: row.row, ...planRow(row, { users, mode, actor }) })
    await nextSlice()
  }
  return rejectRepeated(await rejectTaken({ actor, db }, plans))
}

type UnnumberedPlan = RowPlan extends infer P ? (P extends RowPlan ? Omit<P, 'row'> : never) : never
type Users = { byId: Map<number, User>; byEmail: Map<string, User> }
type Options = { users: Users; mode: Mode; actor: Actor }

function planRow({ fields, parsed }: UpdateRow, { users, mode, actor }: Options): UnnumberedPlan {
  if (!parsed.value) return reject(parsed.error ?? '')
  const { id, ...values } = parsed.value
  const { email } = values
  if (id === undefined && email === undefined) return reject('Add an ID or an email address.')
  const user = id === undefined ? users.byEmail.get(email ?? '') : users.byId.get(id)
  if (user?.accountActive) return planChange(user, values, actor)
  if (user && (id !== undefined || mode === 'update')) return reject(IN_DELETED_ACCOUNT)
  if (id !== undefined) return reject('No user has this ID.')
  if (mode === 'update') return reject('No user has this email address.')
  const { id: _, ...columns } = fields
  const { value, error } = parseRow(userImporter.schema, columns)
  return value ? { action: 'add', value } : reject(error ?? '')
}

const reject = (error: string): UnnumberedPlan => ({ action: 'reject', error })

function planChange(before: User, values: Omit<Update, 'id'>, actor: Actor): UnnumberedPlan {
  const after = { ...before, ...omitUndefined(values) }
  if (shallowEqual(before, after)) return { action: 'keep', before }
  if (before.id === actor.userId) {
    if (after.accountAdmin !== before.accountAdmin) return reject(OWN_ROLES)
    if (after.email !== before.email) return reject(OWN_EMAIL)
  }
  return { action: 'change', before, after }
}

/** Of all accounts: a user of another account is changed, and stays there. */
async function findUsers({ actor, db }: Context, updates: Update[], lock: boolean): Promise<Users> {
  const ids = updates.flatMap(({ id }) => id ?? [])
  const emails = updates.flatMap(({ id, email }) => (id === undefined ? (email ?? []) : []))
  const users = await db.$queryRaw<User[]>`
    SELECT u.id, a.active AS "accountActive", ${selectList(editableUserColumns, 'u')}
      FROM users u JOIN accounts a ON a.id = u.account_id
     WHERE u.organization_id = ${actor.organizationId}
       AND (u.id = ANY(${ids}::int[]) OR u.email = ANY(${emails}::text[]))
     ORDER BY u.id ${lock ? SQL.sql`FOR UPDATE OF u` : SQL.empty}`
  return {
    byId: new Map(users.map((user) => [user.id, user])),
    byEmail: new Map(users.map((user) => [user.email, user])),
  }
}

/** The address that a row gives to a user who didn't have it. */
function newEmail(plan: RowPlan): string | undefined {
  if (plan.action === 'add') return plan.value.email
  if (plan.action !== 'change' || plan.after.email === plan.before.email) return undefined
  return plan.after.email
}

async function rejectTaken({ actor, db }: Context, plans: RowPlan[]): Promise<RowPlan[]> {
  const taken = await explainTakenEmails(
    db,
    actor,
    plans.flatMap((plan) => newEmail(plan) ?? []),
  )
  return plans.map((plan) => {
    const error = taken.get(newEmail(plan) ?? '')
    return error === undefined ? plan : { row: plan.row, action: 'reject', error }
  })
}

function rejectRepeated(plans: RowPlan[]): RowPlan[] {
  const seen = new Set<number | string>()
  return plans.map((plan): RowPlan => {
    if (plan.action === 'reject') return plan
    const email = newEmail(plan)
    const isSameUser = 'before' in plan && seen.has(plan.before.id)
    const isSameEmail = email !== undefined && seen.has(email)
    if (isSameUser || isSameEmail) {
      return { row: plan.row, action: 'reject', error: isSameUser ? SAME_USER : SAME_EMAIL }
    }
    if ('before' in plan) seen.add(plan.before.id)
    if (email !== undefined) seen.add(email)
    return plan
  })
}

/** What the audit log and the preview compare. */
export function editableValues(user: User): Row<typeof editableUserColumns> {
  return pickColumns(editableUserColumns, user)
}
