import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { database } from '@/lib/db/client'
import * as make from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'
import { listAdministrators } from '@/lib/users/administrators'
import { grantRole } from '@/lib/users/roles'

const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
let home: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  home = await make.organization()
  await owner.connect()
})
afterAll(() => owner.end())

const names = (rows: { lastName: string }[]) => rows.map(({ lastName }) => lastName)

async function customer(fields: Parameters<typeof make.account>[1] = {}) {
  const { id, name } = await make.account(home.organizationId, fields)
  return { organizationId: home.organizationId, accountId: id, name }
}

test('every holder of an administrator role is listed once, and nobody of another organization', async () => {
  const other = await make.organization()
  await make.user(other, { accountAdmin: true })
  await make.user(home, { orgAdmin: true, lastName: 'Both', accountAdmin: true })
  await make.user(home, { orgAdmin: true, lastName: 'Former', active: false })
  await make.user(await customer({ active: false }), {
    accountAdmin: true,
    active: false,
    lastName: 'Away',
  })
  const inherited = await customer({ accountAdmin: true })
  await make.user(inherited, { lastName: 'Heir' })
  const listed = await listAdministrators(home.admin)
  expect(names(listed.orgAdmins.rows)).toEqual(['Founder', 'Both', 'Former'])
  expect(names(listed.accountAdmins.rows)).toEqual(['Both', 'Away'])
  expect(listed.accounts.rows).toEqual([
    { id: inherited.accountId, name: inherited.name, userCount: 1 },
  ])
  expect(listed.adminContext).toEqual({ actorId: home.userId, activeAdministrators: 2 })
})

describe('among thousands of users', () => {
  const ROWS = 20_000
  let large: Awaited<ReturnType<typeof make.organization>>
  beforeAll(async () => {
    large = await make.organization()
    // Everyone who has the role comes after everyone else.
    await owner.query(
      `INSERT INTO users (organization_id, account_id, email, first_name, last_name, search_key,
                          password_hash, account_admin)
       SELECT $1, $2::int, 'many' || n || '.' || $2::int || '@example.com', 'Many', 'User ' || n,
              'many user ' || n, '!', n > $3::int - 60
         FROM generate_series(1, $3::int) n`,
      [large.organizationId, large.accountId, ROWS],
    )
    await owner.query('VACUUM ANALYZE users')
  }, 60_000)

  test('pages lead to every Account Admin once, and back', async () => {
    const seen: number[] = []
    let cursor = ''
    do {
      const { accountAdmins } = await listAdministrators(large.admin, { accountAdmins: cursor })
      seen.push(...accountAdmins.rows.map(({ id }) => id))
      cursor = accountAdmins.next
    } while (cursor !== '')
    expect(seen).toHaveLength(60)
    expect(new Set(seen).size).toBe(60)
    const last = await listAdministrators(large.admin, { accountAdmins: 'last' })
    const before = await listAdministrators(large.admin, {
      accountAdmins: last.accountAdmins.previous,
    })
    expect(before.accountAdmins.rows.at(-1)?.id).toBe(seen[34])
  })

  test('holders are read from their indexes', async () => {
    const statements = await statementsOf(() => listAdministrators(large.admin))
    const lists = statements.filter(({ text }) => text.includes('ORDER BY id'))
    const indexes = ['users_org_admins', 'users_account_admins', 'accounts_account_admins']
    expect(lists).toHaveLength(indexes.length)
    // There are few accounts in the tests.
    await owner.query('SET enable_seqscan = off')
    for (const [position, { text, values }] of lists.entries()) {
      const { rows } = await owner.query(`EXPLAIN ${text}`, values)
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
      expect(plan).toContain(indexes[position])
    }
  })
})

test('a role that is given is listed at once, and is in the audit log', async () => {
  const colleague = await make.user(home, { lastName: 'Promoted' })
  await grantRole(home.admin, { id: colleague.id, key: 'org-admin' })
  const { orgAdmins } = await listAdministrators(home.admin)
  expect(names(orgAdmins.rows)).toContain('Promoted')
  const log = await database().auditEvent.findFirstOrThrow({
    where: { organizationId: home.organizationId, operation: 'users.grantRole' },
    select: { targetId: true, outcome: true },
  })
  expect(log).toEqual({ targetId: colleague.id, outcome: 'done' })
})
