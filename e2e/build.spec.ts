import { readFileSync } from 'node:fs'
import { expect, test } from '@/e2e/support/test'
import { describeBuild } from '@/scripts/build'

test('instances that each built the same sources accept the forms of each other', async () => {
  const manifest = readFileSync('.next/server/server-reference-manifest.json', 'utf8')
  const { encryptionKey } = JSON.parse(manifest)
  const id = readFileSync('.next/BUILD_ID', 'utf8')
  expect({ id, actionKey: encryptionKey }).toEqual(describeBuild())
})
