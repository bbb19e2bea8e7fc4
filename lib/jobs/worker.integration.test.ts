import { beforeEach, expect, test, vi } from 'vitest'
import { AppError } from '@/lib/errors'
import { createImport } from '@/lib/imports/commands'
import { getJob } from '@/lib/jobs/queries'
import { type JobHandlers, workOnce } from '@/lib/jobs/worker'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

const send = () =>
  createImport(home.admin, { file: 'a.csv', content: new TextEncoder().encode('name\nOne') })

function worksWith(work: JobHandlers['accounts.import']): JobHandlers {
  const other = () => Promise.reject(new Error('there is no such job here'))
  return {
    'accounts.import': work,
    'users.import': other,
    'accounts.delete': other,
    'accounts.restore': other,
  }
}

test('a step that can never be done ends its job in the end, and the next job has its turn', async () => {
  const stuck = await send()
  const next = await send()
  const work = vi.fn<JobHandlers['accounts.import']>(async (_, { id }) => {
    if (id === stuck.id) throw new AppError('unavailable', 'It took too long.')
    return false
  })
  for (let tries = 0; tries < 19; tries += 1) await workOnce(worksWith(work))
  expect(await getJob(home.admin, stuck)).toMatchObject({ state: 'checking', message: '' })
  await workOnce(worksWith(work))
  expect(await getJob(home.admin, stuck)).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('in the time it has'),
  })
  await workOnce(worksWith(work))
  expect(work).toHaveBeenLastCalledWith(expect.anything(), next)
})

test('a step that is done after all begins to count anew', async () => {
  const job = await send()
  const failing = () => Promise.reject(new AppError('unavailable', 'It took too long.'))
  for (let round = 0; round < 3; round += 1) {
    for (let tries = 0; tries < 15; tries += 1) await workOnce(worksWith(failing))
    await workOnce(worksWith(async () => true))
  }
  expect((await getJob(home.admin, job)).state).toBe('checking')
})
