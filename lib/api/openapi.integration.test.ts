import { expect, test } from 'vitest'
import { endpoints } from '@/lib/api/endpoints'
import { openApi } from '@/lib/api/openapi'

test('the document describes every method of every path, and nothing else', () => {
  const { openapi, paths = {} } = openApi()
  expect(openapi).toMatch(/^3\.1\./)
  const documented = Object.entries(paths).map(([path, item]) => [path, Object.keys(item)])
  const served = Object.entries(endpoints).map(([path, byMethod]) => [
    path,
    Object.keys(byMethod).map((method) => method.toLowerCase()),
  ])
  const sorted = (calls: unknown[][]) =>
    calls.flatMap(([path, methods]) => [methods].flat().map((method) => `${method} ${path}`)).sort()
  expect(sorted(documented)).toEqual(sorted(served))
})
