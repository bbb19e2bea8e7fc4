import { expect, test, vi } from 'vitest'
import { failOncePerRequest, withResponse } from '@/lib/transport/status'

test('a database that is gone is waited for once per request', async () => {
  const lost = new Error('The database is gone.')
  const read = vi.fn(() => Promise.reject(lost))
  const attempt = () => failOncePerRequest(read).catch((error: unknown) => error)
  await withResponse({ statusCode: 200 }, async () => {
    expect([await attempt(), await attempt()]).toEqual([lost, lost])
  })
  expect(read).toHaveBeenCalledTimes(1)
  await withResponse({ statusCode: 200 }, attempt)
  expect(read).toHaveBeenCalledTimes(2)
})

test('what a request has read may be read again', async () => {
  const read = vi.fn(() => Promise.resolve('actor'))
  await withResponse({ statusCode: 200 }, async () => {
    await failOncePerRequest(read)
    await failOncePerRequest(read)
  })
  expect(read).toHaveBeenCalledTimes(2)
})
