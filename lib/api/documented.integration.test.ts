import { expect, test } from 'vitest'
import { readEndpoints } from '@/components/api-docs/endpoints'
import { openApiDocument } from '@/lib/api/openapi'

test('the page of the documentation reads every endpoint of the OpenAPI document', () => {
  const paths = Object.values(openApiDocument.paths ?? {})
  const methods = paths.flatMap((path) => Object.keys(path))
  expect(readEndpoints(openApiDocument)).toHaveLength(methods.length)
})
