import { expect, test } from 'vitest'
import type { Actor } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import { listJobs } from '@/lib/jobs/queries'
import { addJob } from '@/lib/jobs/records'
import * as make from '@/lib/testing/factories'

const newJob = (admin: Actor) =>
  addJob(database(), admin, {
    kind: 'users.delete',
    parameters: {},
    state: 'completed',
    total: 0,
  })

test('the pages of jobs have all of the organization once, the latest first', async () => {
  const [{ admin }, { admin: stranger }] = [await make.organization(), await make.organization()]
  await newJob(stranger)
  const ids: number[] = []
  for (let n = 0; n < 60; n++) ids.push(await newJob(admin))
  await newJob(stranger)
  const verification = { kind: 'audit.verify', parameters: {}, state: 'running', total: 0 } as const
  ids.push(await addJob(database(), admin, verification))

  const first = await listJobs(admin)
  const second = await listJobs(admin, { cursor: first.next })
  const third = await listJobs(admin, { cursor: second.next })
  const listed = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id))
  expect(listed).toEqual(ids.toReversed())
  expect(third).toMatchObject({ firstRowNumber: 51, next: '' })
  expect((await listJobs(admin, { cursor: third.previous })).rows).toEqual(second.rows)
})

test('a cursor that is none of this list shows the first page', async () => {
  const { admin } = await make.organization()
  const id = await newJob(admin)
  const { rows } = await listJobs(admin, { cursor: 'wrong' })
  expect(rows.map((job) => job.id)).toEqual([id])
})
