import { expect, test } from 'vitest'
import { readEndpoints } from '@/components/api-docs/endpoints'
import { openApiDocument } from '@/lib/api/openapi'

test('the documentation shows every call of the API, with values that can be null', () => {
  const document = JSON.parse(JSON.stringify(openApiDocument))
  const endpoints = readEndpoints(document)
  expect(endpoints.map(({ path }) => path)).toEqual(
    expect.arrayContaining(Object.keys(document.paths)),
  )
  const auditLogs = endpoints.find(({ path }) => path === '/audit-logs')
  const types = new Map(auditLogs?.parameters.map(({ name, type }) => [name, type]))
  expect(types.get('userId')).toContain('number')
  const fields = new Map(auditLogs?.response.fields.map(({ name, type }) => [name, type]))
  expect(fields.get('target_id')).toBe('integer or null')
})
