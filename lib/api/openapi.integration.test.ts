import { expect, test } from 'vitest'
import { endpoints } from '@/lib/api/endpoints'
import { openApiDocument } from '@/lib/api/openapi'

test('the document describes exactly the methods and paths that are served', () => {
  const { openapi, paths = {} } = openApiDocument
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

const errorsOf = (path: string, method: 'get' | 'put' | 'patch' | 'post') =>
  Object.keys(openApiDocument.paths?.[path]?.[method]?.responses ?? {})

test('each call documents only the errors that can occur', () => {
  expect(errorsOf('/organizations/me', 'get')).toEqual(['200', '400', '401', '429', '503'])
  expect(errorsOf('/accounts', 'get')).toEqual(['200', '400', '401', '429', '503'])
  expect(errorsOf('/accounts/{id}', 'get')).toEqual(['200', '400', '401', '404', '429', '503'])
  expect(errorsOf('/accounts/{id}', 'patch')).toEqual([
    '200',
    '400',
    '401',
    '403',
    '404',
    '409',
    '412',
    '413',
    '415',
    '429',
    '503',
  ])
})
