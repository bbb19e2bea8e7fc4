import { expect, test, vi } from 'vitest'
import { chooseTheme } from '@/app/actions'
import * as browser from '@/lib/testing/next-request'
import { withResponse } from '@/lib/transport/status'

vi.mock('next/headers', () => import('@/lib/testing/next-request'))
process.env.APP_URL = 'https://accounts.example.com'

async function chooseDark(): Promise<number> {
  const form = new FormData()
  form.set('theme', 'dark')
  const response = { statusCode: 200 }
  await withResponse(response, () => chooseTheme(form))
  return response.statusCode
}

test('a form is accepted from APP_URL with any Host header', async () => {
  browser.setRequest()
  expect(await chooseDark()).toBe(403)
  browser.setRequest({ origin: 'http://accounts.example.com', host: 'accounts.example.com' })
  expect(await chooseDark()).toBe(403)
  expect(browser.cookie('console-theme')).toBeUndefined()
  browser.setRequest({ origin: 'https://accounts.example.com', host: 'inner:3000' })
  expect(await chooseDark()).toBe(200)
  const options = { secure: true }
  expect(browser.cookie('console-theme')).toMatchObject({ value: 'dark', options })
})
