import { beforeEach, expect, test, vi } from 'vitest'
import { signInAction } from '@/app/(sign-in)/actions'
import { signInWithCodeAction } from '@/app/(sign-in)/second-factor/actions'
import { database } from '@/lib/db/client'
import { idle } from '@/lib/form-state'
import * as make from '@/lib/testing/factories'
import * as browser from '@/lib/testing/next-request'
import { codeOf, enroll, forgetUsedCodes } from '@/lib/testing/second-factor'
import { currentActor } from '@/lib/transport/session'

vi.mock('next/headers', () => import('@/lib/testing/next-request'))
vi.mock('next/cache', () => ({ refresh: () => {} }))

beforeEach(() => {
  browser.clearCookies()
  browser.setRequest()
})

/** Where an action redirects to. */
const locationOf = (result: Promise<unknown>) =>
  result.catch((error: unknown) => String(Object(error).digest).split(';')[2])

function form(fields: { [name: string]: string }): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

test('the forms lead from the password to the code and then to the page', async () => {
  const { admin, userId, email } = await make.organization()
  const { secret } = await enroll(admin)
  await forgetUsedCodes(userId)
  await database().session.deleteMany({ where: { userId } })
  const credentials = form({ email, password: make.PASSWORD, next: '/profile' })
  expect(await locationOf(signInAction(idle, credentials))).toBe('/second-factor?next=%2Fprofile')
  expect(browser.cookie('console-ticket')).toMatchObject({ options: { httpOnly: true } })
  expect(browser.cookie('console-session')).toBeUndefined()
  const wrong = await signInWithCodeAction(idle, form({ code: '000000', next: '/profile' }))
  expect(wrong).toMatchObject({ status: 'failed', submittedValues: { next: '/profile' } })
  expect(JSON.stringify(wrong)).not.toContain('000000')
  expect(await database().session.count({ where: { userId } })).toBe(0)
  const right = form({ code: codeOf(secret), next: '/profile' })
  expect(await locationOf(signInWithCodeAction(idle, right))).toBe('/profile')
  expect(await currentActor()).toMatchObject({ userId, recentlyAuthenticated: true })
})
