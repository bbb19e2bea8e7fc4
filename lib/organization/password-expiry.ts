import 'server-only'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { type Database, SQL } from '@/lib/db/sql'
import { fieldError } from '@/lib/errors'
import type { PasswordPolicy } from '@/lib/passwords/policy'

type Expiry = Pick<PasswordPolicy, 'expirationDays'>
type Counts = { now: number; soon: number; later: number }

// An organization can have a million users.
const MAX_COUNTED = 10_000
const SOON_DAYS = 30

/** Rejects an earlier expiry, saying how many people it asks for a new password and when. */
export async function requireConfirmedExpiry(
  db: Database,
  organizationId: number,
  before: Expiry,
  { expirationDays: days }: Expiry,
): Promise<void> {
  const isEarlier = days > 0 && (before.expirationDays === 0 || days < before.expirationDays)
  if (!isEarlier) return
  const { now, soon, later } = await countPeople(db, organizationId, before, days)
  const groups = [
    describe(now, 'the next time they open the console'),
    describe(soon, `within ${SOON_DAYS} days`),
    describe(later, now + soon > 0 ? 'later' : `in more than ${SOON_DAYS} days`),
  ].flat()
  if (groups.length === 0) return
  const people = new Intl.ListFormat('en').format(groups)
  const message = `This makes passwords expire for ${people}. To go ahead, save again.`
  throw fieldError('invalid', 'confirmedDays', message)
}

/** Leaves out people who already have to choose a new password, and people who have none. */
async function countPeople(
  db: Database,
  organizationId: number,
  { expirationDays: daysBefore }: Expiry,
  days: number,
): Promise<Counts> {
  const count = (age: SQL.Sql) => SQL.sql`
    (SELECT count(*)::int FROM
      (SELECT 1 FROM users
        WHERE organization_id = ${organizationId} AND active AND NOT must_change_password
          AND password_hash <> ${SQL.raw(`'${NO_PASSWORD}'`)} AND ${age}
        LIMIT ${MAX_COUNTED + 1}) counted)`
  const expired = daysBefore > 0 ? daysAgo(daysBefore) : SQL.sql`'-infinity'`
  const [due, soonDue] = [daysAgo(days), daysAgo(days - SOON_DAYS)]
  const [counts] = await db.$queryRaw<Counts[]>`SELECT
    ${count(SQL.sql`password_changed_at >= ${expired} AND password_changed_at < ${due}`)} AS now,
    ${count(SQL.sql`password_changed_at >= ${due} AND password_changed_at < ${soonDue}`)} AS soon,
    ${count(SQL.sql`password_changed_at >= ${due} AND password_changed_at >= ${soonDue}`)} AS later`
  return counts ?? { now: 0, soon: 0, later: 0 }
}

const daysAgo = (days: number) => SQL.sql`now() - make_interval(days => ${days}::int)`

/** "12 people later". */
function describe(count: number, when: string): string[] {
  if (count === 0) return []
  const number = Math.min(count, MAX_COUNTED).toLocaleString('en')
  const people = count === 1 ? 'person' : 'people'
  return [`${count > MAX_COUNTED ? 'more than ' : ''}${number} ${people} ${when}`]
}
