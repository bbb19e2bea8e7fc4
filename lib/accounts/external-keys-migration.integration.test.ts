import { expect, test } from 'vitest'
import { databaseBefore } from '@/lib/testing/migrations'

test('an account that got another external ID is found by it', async () => {
  const database = await databaseBefore('20261202000002_keys_of_changed_ids')
  const { db } = database
  await db.query(
    `BEGIN;
     INSERT INTO organizations (id, name) VALUES (1, 'Old');
     INSERT INTO accounts (id, organization_id, name, name_key, external_id, external_key, default_account)
     VALUES (1, 1, 'Old', 'old', 'OLD', 'old', true),
            (2, 1, 'Two', 'two', 'A-1', 'a-1', false),
            (3, 1, 'Three', 'three', 'A-1 (duplicate 3)', 'a-1', false),
            (4, 1, 'Four', 'four', 'account-4', '', false),
            (5, 1, 'Five', 'five', 'B (duplicate 5)', 'b (duplicate 5)', false);
     INSERT INTO users (organization_id, account_id, email, first_name, last_name, search_key,
                        password_hash, org_admin)
     VALUES (1, 1, 'ada@example.com', 'Ada', 'Old', 'ada old', '!', true);
     COMMIT`,
  )
  await database.migrate()
  const { rows } = await db.query('SELECT external_key FROM accounts ORDER BY id')
  expect(rows.map((row) => row.external_key)).toEqual([
    'old',
    'a-1',
    'a-1 (duplicate 3)',
    'account-4',
    'b (duplicate 5)',
  ])
  await database.drop()
})
