import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import pg from 'pg'
import { addEntries, withoutIndexes } from './activity.mjs'
import { stopProcess } from './console-process.mjs'

const PAGE_SIZE = 50
const DEEP_PAGE = 1000

const execute = promisify(execFile)

function scriptRunner(env, closers) {
  return async (...args) => {
    const running = execute(process.execPath, ['scripts/run.mjs', ...args], { env })
    closers.push(() => stopProcess(running.child))
    return (await running).stdout
  }
}

async function createEmptyOrganization(run, name) {
  const names = ['--name', name, '--first-name', 'Ada', '--last-name', 'Bench']
  const email = ['--email', `${name}@example.com`]
  return JSON.parse(await run('scripts/org-create.ts', ...names, ...email, '--json'))
}

/** The ID of an organization for the audit rows of the bare server, which cannot sign them. */
export async function createAuditOrganization(env, closers) {
  const { organizationId } = await createEmptyOrganization(scriptRunner(env, closers), 'bare')
  return organizationId
}

/**
 * Creates an organization of this size. One account has many users, and one has a rare name. The
 * result has what requests need: secrets, a session, IDs and the cursor of page 1,000.
 */
export async function createOrganization(env, size, usersOfLargeAccount, { owner, closers }) {
  const run = scriptRunner(env, closers)
  const created = await createEmptyOrganization(run, `bench${size}`)
  const organization = String(created.organizationId)
  const seed = (accounts, users) => {
    const amounts = ['--accounts', `${accounts}`, '--users-per-account', `${users}`]
    return run('prisma/seed.ts', ...amounts, '--organization', organization)
  }
  const startedAt = performance.now()
  await seed(size, 1)
  const seedDuration = performance.now() - startedAt
  await seed(1, usersOfLargeAccount)
  const client = new pg.Client(owner)
  await client.connect()
  const samples = await prepareSamples(client, created, size)
  await client.end()
  return { ...created, ...samples, size, seedDuration }
}

/** Fills the logs of the organizations. Returns milliseconds. */
export async function fillActivity(organizations, { owner, auditSecret, entries }) {
  const client = new pg.Client(owner)
  await client.connect()
  const startedAt = performance.now()
  await withoutIndexes(client, async () => {
    for (const organization of organizations) {
      await addEntries(
        client,
        organization,
        entries[organizations.indexOf(organization)],
        auditSecret,
      )
    }
  })
  await client.end()
  return performance.now() - startedAt
}

async function prepareSamples(client, { organizationId, userId }, size) {
  await client.query(
    `INSERT INTO accounts (organization_id, name, name_key, external_id, external_key)
     VALUES ($1, 'Zzyx', 'zzyx', 'RARE', 'rare')`,
    [organizationId],
  )
  await client.query('VACUUM ANALYZE accounts, users')
  const externalId = (number) => `CUST-${String(number).padStart(7, '0')}`
  const sample = await findAccount(client, organizationId, externalId(Math.floor(size / 2)))
  const large = await findAccount(client, organizationId, externalId(size + 1))
  return {
    sampleAccountId: sample.accountId,
    sampleUserId: sample.userId,
    sampleUserEmail: sample.email,
    largeAccountId: large.accountId,
    deepCursor: await deepCursor(client, organizationId, size),
    cookie: await createSession(client, userId),
  }
}

async function findAccount(client, organizationId, externalId) {
  const { rows } = await client.query(
    `SELECT a.id AS "accountId", u.id AS "userId", u.email
       FROM accounts a JOIN users u ON u.account_id = a.id
      WHERE a.organization_id = $1 AND a.external_id = $2 LIMIT 1`,
    [organizationId, externalId],
  )
  return rows[0]
}

async function deepCursor(client, organizationId, size) {
  const rowsBefore = Math.min(DEEP_PAGE * PAGE_SIZE, size / 2)
  const { rows } = await client.query(
    `SELECT name_key, id FROM accounts WHERE organization_id = $1 AND active
      ORDER BY name_key, id OFFSET $2 LIMIT 1`,
    [organizationId, rowsBefore - 1],
  )
  const cursor = ['next', 'name asc', rows[0].name_key, rows[0].id, rowsBefore + 1]
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

async function createSession(client, userId) {
  const token = randomBytes(32).toString('base64url')
  const id = createHash('sha256').update(token).digest('hex')
  await client.query(
    `INSERT INTO sessions (id, user_id, expires_at, address, user_agent)
     VALUES ($1, $2, now() + interval '1 day', 'bench', 'bench')`,
    [id, userId],
  )
  return `console-session=${token}`
}
