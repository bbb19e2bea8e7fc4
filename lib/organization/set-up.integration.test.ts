import { expect, test } from 'vitest'
import { isInstallationEmpty } from '@/lib/organization/set-up'
import * as make from '@/lib/testing/factories'

test('an installation is empty until its first organization is created', async () => {
  expect(await isInstallationEmpty(make.origin)).toBe(true)
  await make.organization()
  expect(await isInstallationEmpty(make.origin)).toBe(false)
})
