import { expect, test } from 'vitest'
import { databasePool } from '@/lib/db/client'

test('plans are for fast disks and short reads, whatever the server is set to', async () => {
  const { rows } = await databasePool().query(`
    SELECT name, setting, source FROM pg_settings
     WHERE name IN ('jit', 'max_parallel_workers_per_gather', 'random_page_cost') ORDER BY name`)
  expect(rows).toEqual([
    { name: 'jit', setting: 'off', source: 'client' },
    { name: 'max_parallel_workers_per_gather', setting: '0', source: 'client' },
    { name: 'random_page_cost', setting: '1.1', source: 'client' },
  ])
})
