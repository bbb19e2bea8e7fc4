import { addSecondFactor } from '@/e2e/support/second-factor'
import type { TestDatabase } from '@/e2e/support/test-db'

/** What the rows for administrators change. */
export type AdminRecords = {
  accountId: number
  userId: number
  adminId: number
  spareId: number
  deletedId: number
  providerId: number
  viewIds: number[]
  jobs: { toConfirm: number; toCancel: number; deletion: number; deactivation: number }
}

type Organization = { organizationId: number; accountId: number; userId: number }

export async function addAdminRecords(db: TestDatabase, ours: Organization): Promise<AdminRecords> {
  const { organizationId, accountId } = ours
  const account = await db.account(organizationId)
  const deleted = await db.account(organizationId, { active: false })
  const spare = await db.account(organizationId)
  const user = await db.user({ organizationId, accountId: account.id })
  const roles = { orgAdmin: true, accountAdmin: true }
  const admin = await db.user({ organizationId, accountId }, roles)
  await db.account(organizationId, { accountAdmin: true })
  await addPreviousSecret(db, organizationId)
  await lockUser(db, user.id)
  await addSessions(db, user.id)
  return {
    accountId: account.id,
    userId: user.id,
    adminId: admin.id,
    spareId: spare.id,
    deletedId: deleted.id,
    providerId: await addProvider(db, organizationId, user.id),
    viewIds: await addViews(db, organizationId),
    jobs: {
      toConfirm: await addImport(db, ours),
      toCancel: await addImport(db, ours),
      deletion: await addDeletion(db, ours),
      deactivation: await addDeactivation(db, ours),
    },
  }
}

async function addPreviousSecret(db: TestDatabase, organizationId: number): Promise<void> {
  await db.rows(
    `UPDATE organizations
        SET previous_secret_hash = '', previous_secret_until = now() + interval '1 day'
      WHERE id = $1`,
    [organizationId],
  )
}

/** Locks a user, and gives them a link and a second factor. */
async function lockUser(db: TestDatabase, id: number): Promise<void> {
  await db.rows(
    `INSERT INTO user_links (id, organization_id, user_id, purpose, expires_at)
     SELECT 'link-' || id, organization_id, id, 'password', now() + interval '1 hour'
       FROM users WHERE id = $1`,
    [id],
  )
  await db.rows(
    `INSERT INTO failed_attempts (subject, source, attempts, user_id, networks)
     SELECT encode(sha256(convert_to(email, 'UTF8')), 'hex'), '', 100, id, '{203.0.113.0/24}'
       FROM users WHERE id = $1`,
    [id],
  )
  await addSecondFactor(db, id)
}

export async function addSessions(db: TestDatabase, userId: number): Promise<void> {
  await db.rows(
    `INSERT INTO sessions (id, user_id, expires_at, address, user_agent)
     SELECT 'session-' || n || '-' || $1::int, $1::int, now() + interval '1 hour', '192.0.2.1',
            'authorization spec'
       FROM generate_series(1, 3) n`,
    [userId],
  )
}

/** A provider with an unverified domain, at which a user is known. */
async function addProvider(
  db: TestDatabase,
  organizationId: number,
  userId: number,
): Promise<number> {
  const [row] = await db.rows(
    `WITH provider AS (
            INSERT INTO identity_providers (organization_id, key, name, issuer, client_id, client_secret)
            VALUES ($1, gen_random_uuid(), 'Acme', 'https://login.example.com', 'console', '')
            RETURNING id, issuer),
          domain AS (
            INSERT INTO provider_domains (provider_id, domain, token)
            SELECT id, 'old.example.com', 'token' FROM provider),
          identity AS (
            INSERT INTO user_identities (provider_id, issuer, subject, user_id)
            SELECT id, issuer, 'subject', $2 FROM provider)
     SELECT id FROM provider`,
    [organizationId, userId],
  )
  return Number(row?.id)
}

async function addViews(db: TestDatabase, organizationId: number): Promise<number[]> {
  const rows = await db.rows(
    `INSERT INTO saved_views (organization_id, name, name_key, query)
     VALUES ($1, 'Old', 'old', ''), ($1, 'New', 'new', 'created=7') RETURNING id`,
    [organizationId],
  )
  return rows.map(({ id }) => Number(id))
}

const insertJob = `INSERT INTO jobs (organization_id, user_id, email, address, kind, state,
                                     parameters, total, processed, succeeded)`

/** An import of one account that waits to be confirmed. */
async function addImport(
  db: TestDatabase,
  { organizationId, userId }: Organization,
): Promise<number> {
  const [row] = await db.rows(
    `WITH job AS (
            ${insertJob}
            VALUES ($1, $2, '', '', 'accounts.import', 'awaiting-confirmation', $3, 1, 1, 0)
            RETURNING id)
     INSERT INTO job_rows (job_id, row, fields)
     SELECT id, 1, '{"name": "Imported"}' FROM job RETURNING job_id AS id`,
    [organizationId, userId, { file: 'accounts.csv', columns: [], ignoredColumns: [] }],
  )
  return Number(row?.id)
}

/** A deletion of one account, which can be undone. */
async function addDeletion(
  db: TestDatabase,
  { organizationId, userId }: Organization,
): Promise<number> {
  const account = await db.account(organizationId, { active: false })
  const deactivationId = crypto.randomUUID()
  await db.rows('UPDATE accounts SET deactivation_id = $2 WHERE id = $1', [
    account.id,
    deactivationId,
  ])
  const selection = { id: [account.id], q: '', all: false }
  const [row] = await db.rows(
    `${insertJob} VALUES ($1, $2, '', '', 'accounts.delete', 'completed', $3, 1, 1, 1) RETURNING id`,
    [organizationId, userId, { selection, deactivationId }],
  )
  return Number(row?.id)
}

/** A deactivation of one user, which can be undone. */
async function addDeactivation(
  db: TestDatabase,
  { organizationId, accountId, userId }: Organization,
): Promise<number> {
  const user = await db.user({ organizationId, accountId }, { active: false })
  const deactivationId = crypto.randomUUID()
  await db.rows('UPDATE users SET deactivation_id = $2 WHERE id = $1', [user.id, deactivationId])
  const [row] = await db.rows(
    `WITH job AS (
            ${insertJob} VALUES ($1, $2, '', '', 'users.deactivate', 'completed', $3, 1, 1, 1)
            RETURNING id)
     INSERT INTO user_job_targets (job_id, user_ids)
     SELECT id, ARRAY[$4::int] FROM job RETURNING job_id AS id`,
    [organizationId, userId, { deactivationId }, user.id],
  )
  return Number(row?.id)
}
