import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { account, organization, user } from '@/lib/testing/factories'

const MAC = 'a'.repeat(64)

let clients: pg.Client[] = []

/** A connection of the application's role that bypasses the application. */
async function connectAsApplication(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  clients.push(client)
  return client
}

async function asOwner(sql: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
  await client.connect()
  try {
    return await client.query(sql, values)
  } finally {
    await client.end()
  }
}

let db: pg.Client
beforeAll(async () => {
  db = await connectAsApplication()
})
afterAll(async () => {
  for (const client of clients) await client.end()
  clients = []
})

async function inTransaction(...statements: [sql: string, values?: unknown[]][]): Promise<void> {
  await db.query('BEGIN')
  try {
    for (const [sql, values] of statements) await db.query(sql, values)
    await db.query('COMMIT')
  } catch (error) {
    await db.query('ROLLBACK')
    throw error
  }
}

const administrators = async (organizationId: number) => {
  const { rows } = await db.query(
    'SELECT count(*)::int AS n FROM users WHERE organization_id = $1 AND org_admin AND active',
    [organizationId],
  )
  return rows[0].n
}

describe('a temporary table', () => {
  const shadow = (table: string) => `CREATE TEMP TABLE ${table} ON COMMIT DROP AS
    SELECT * FROM public.${table}`

  test('named users does not hide the removal of the last administrator', async () => {
    const { organizationId, userId } = await organization()
    const demote = 'UPDATE public.users SET org_admin = false WHERE id = $1'
    await expect(inTransaction([shadow('users')], [demote, [userId]])).rejects.toThrow(
      'an organization needs an active administrator',
    )
    expect(await administrators(organizationId)).toBe(1)
  })

  test('named organizations does not hide it either', async () => {
    const { organizationId, userId } = await organization()
    const remove = 'DELETE FROM public.users WHERE id = $1'
    await expect(inTransaction([shadow('organizations')], [remove, [userId]])).rejects.toThrow(
      'an organization needs an active administrator',
    )
    expect(await administrators(organizationId)).toBe(1)
  })

  test('does not let an account with active users be deactivated', async () => {
    const { organizationId } = await organization()
    const { id } = await account(organizationId)
    await user({ organizationId, accountId: id })
    const empty = 'CREATE TEMP TABLE users (id int, account_id int, active boolean) ON COMMIT DROP'
    await expect(
      inTransaction([empty], ['UPDATE public.accounts SET active = false WHERE id = $1', [id]]),
    ).rejects.toThrow('an active user needs an active account')
  })

  test('does not let a user of an inactive account be activated', async () => {
    const { organizationId } = await organization()
    const { id } = await account(organizationId, { active: false })
    const member = await user({ organizationId, accountId: id }, { active: false })
    await expect(
      inTransaction(
        [shadow('accounts')],
        ['UPDATE pg_temp.accounts SET active = true'],
        ['UPDATE public.users SET active = true WHERE id = $1', [member.id]],
      ),
    ).rejects.toThrow('an active user needs an active account')
    const { rows } = await db.query('SELECT active FROM users WHERE id = $1', [member.id])
    expect(rows).toEqual([{ active: false }])
  })

  test('cannot use the triggers of a permanent one', async () => {
    const { organizationId } = await organization()
    await expect(
      inTransaction(
        ['CREATE TEMP TABLE forged ON COMMIT DROP AS SELECT * FROM public.users'],
        [
          `CREATE TRIGGER forged AFTER DELETE ON forged REFERENCING OLD TABLE AS old_rows
             FOR EACH STATEMENT EXECUTE FUNCTION public.users_deleted()`,
        ],
        ['DELETE FROM forged WHERE organization_id = $1', [organizationId]],
      ),
    ).rejects.toThrow('permission denied for function public.users_deleted')
  })
})

describe('the last administrator', () => {
  test.each(['READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'])(
    'stays when two are demoted at the same time, %s',
    async (level) => {
      const { organizationId, accountId, userId } = await organization()
      const other = await user({ organizationId, accountId }, { orgAdmin: true })
      const [one, two] = [await connectAsApplication(), await connectAsApplication()]
      for (const client of [one, two]) {
        await client.query(`BEGIN ISOLATION LEVEL ${level}`)
        await client.query('SELECT 1 FROM organizations')
      }
      const demote = 'UPDATE users SET org_admin = false WHERE id = $1'
      await one.query(demote, [userId])
      const second = two.query(demote, [other.id]).then(
        () => two.query('COMMIT').then(() => 'committed'),
        () => two.query('ROLLBACK').then(() => 'rejected'),
      )
      await one.query('COMMIT')
      expect(await second).toBe('rejected')
      expect(await administrators(organizationId)).toBe(1)
    },
  )

  test('can be replaced in one statement', async () => {
    const { organizationId, accountId, userId } = await organization()
    const other = await user({ organizationId, accountId })
    await db.query('UPDATE users SET org_admin = NOT org_admin WHERE id = ANY ($1)', [
      [userId, other.id],
    ])
    expect(await administrators(organizationId)).toBe(1)
  })

  test('is counted correctly after every change of users', async () => {
    const { organizationId, accountId } = await organization()
    const other = await user({ organizationId, accountId }, { orgAdmin: true })
    const third = await user({ organizationId, accountId }, { orgAdmin: true, active: false })
    await db.query('UPDATE users SET active = NOT active WHERE id = ANY ($1)', [
      [other.id, third.id],
    ])
    await db.query('UPDATE users SET active = true WHERE id = $1', [other.id])
    await db.query('DELETE FROM users WHERE id = $1', [third.id])
    const counted = 'SELECT active_administrators AS n FROM organizations WHERE id = $1'
    expect((await asOwner(counted, [organizationId])).rows).toEqual([{ n: 2 }])
  })
})

describe('an organization', () => {
  test('cannot be created without a default account and an Org Admin', async () => {
    await expect(db.query(`INSERT INTO organizations (name) VALUES ('Bare')`)).rejects.toThrow(
      'an organization needs an active administrator',
    )
    const made = `INSERT INTO organizations (id, name) VALUES (900001, 'Half')`
    const half = `INSERT INTO accounts (organization_id, name, name_key, external_id, default_account)
                  VALUES (900001, 'Half', 'half', 'half', true)`
    await expect(inTransaction([made], [half])).rejects.toThrow(
      'an organization needs an active administrator',
    )
    const { rows } = await db.query(`SELECT 1 FROM organizations WHERE name IN ('Bare', 'Half')`)
    expect(rows).toEqual([])
  })

  test('cannot be created with a wrong number of administrators', async () => {
    await expect(
      db.query(`INSERT INTO organizations (name, active_administrators) VALUES ('Claims', 1)`),
    ).rejects.toThrow('INSERT on organizations is refused')
  })

  test.each(['user_count', 'active_user_count'])(
    'cannot get an account whose %s is not zero',
    async (column) => {
      const { organizationId } = await organization()
      await expect(
        db.query(
          `INSERT INTO accounts (organization_id, name, name_key, external_id, ${column})
         VALUES ($1, 'Counts', 'counts', 'counts', 3)`,
          [organizationId],
        ),
      ).rejects.toThrow('INSERT on accounts is refused')
    },
  )
})

describe('the audit log', () => {
  const row = `INSERT INTO audit_events (organization_id, seq, at, operation, outcome, address,
                                         request_id, detail, mac)
               VALUES ($1, $2, now(), 'test', 'done', '', '', '{}', $3)`
  const head = 'UPDATE audit_heads SET seq = $2, mac = $3 WHERE organization_id = $1'

  test('accepts the next row together with its head', async () => {
    const { organizationId } = await organization()
    await inTransaction([row, [organizationId, 2, MAC]], [head, [organizationId, 2, MAC]])
    const sql = 'SELECT seq, mac FROM audit_heads WHERE organization_id = $1'
    expect((await db.query(sql, [organizationId])).rows).toEqual([{ seq: 2, mac: MAC }])
  })

  test('accepts no gap', async () => {
    const { organizationId } = await organization()
    await expect(
      inTransaction([row, [organizationId, 3, MAC]], [head, [organizationId, 3, MAC]]),
    ).rejects.toThrow('an audit row follows the one before it')
  })

  test.each(['', 'short'])('accepts no unsigned row: %j', async (mac) => {
    const { organizationId } = await organization()
    await expect(
      inTransaction([row, [organizationId, 2, mac]], [head, [organizationId, 2, mac]]),
    ).rejects.toThrow('audit_events_mac_check')
  })

  test('accepts no row without moving its head', async () => {
    const { organizationId } = await organization()
    await expect(db.query(row, [organizationId, 2, MAC])).rejects.toThrow(
      'the audit head is the last audit row',
    )
  })

  test('accepts no head without its row', async () => {
    const { organizationId } = await organization()
    await expect(db.query(head, [organizationId, 2, MAC])).rejects.toThrow(
      'the audit head is the last audit row',
    )
    await expect(db.query(head, [organizationId, 0, ''])).rejects.toThrow(
      'UPDATE on audit_heads is refused',
    )
    await expect(db.query(head, [organizationId, 1, MAC])).rejects.toThrow(
      'the audit head is the last audit row',
    )
  })
})
