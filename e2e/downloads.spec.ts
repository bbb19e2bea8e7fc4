import { readFile } from 'node:fs/promises'
import { openAs } from '@/e2e/support/open'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

test('after the session has ended, Export leads to the sign-in page and saves nothing', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId, userId } = organization
  const { id } = await db.account(organizationId)
  await db.user({ organizationId, accountId: id })
  const offers = [
    { path: '/security/accounts', link: 'Export' },
    { path: `/security/accounts/${id}`, link: 'Export' },
    { path: '/security/accounts/import', link: 'Download a template' },
    { path: `/security/accounts/${id}/users/import`, link: 'Download a template' },
  ]
  const files: string[] = []
  page.on('download', (download) => files.push(download.suggestedFilename()))
  for (const { path, link } of offers) {
    await openAs(page, await db.session(userId), path)
    await db.rows('DELETE FROM sessions WHERE user_id = $1', [userId])
    await page.getByRole('link', { name: link }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
    await signIn(page, organization)
    await expect(page).toHaveURL(path)
  }
  expect(files).toEqual([])
})

test('Export beside unsaved changes asks nothing and keeps them', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  const { id } = await db.account(organizationId)
  await db.user({ organizationId, accountId: id })
  await openAs(page, organization, `/security/accounts/${id}`)
  await page.getByLabel('Name', { exact: true }).fill('Typed')
  const questions: string[] = []
  page.on('dialog', (dialog) => {
    questions.push(dialog.type())
    return dialog.dismiss()
  })
  const downloaded = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export' }).click()
  expect(await readFile(await (await downloaded).path(), 'utf8')).toContain('Chuck')
  expect(questions).toEqual([])
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Typed')
})

const clipboards = [
  { why: 'over plain HTTP', clipboard: undefined, execCommand: true, result: 'Copied' },
  { why: 'when the browser refuses', clipboard: 'rejects', execCommand: true, result: 'Copied' },
  { why: 'when nothing is allowed', clipboard: 'rejects', execCommand: false, result: 'selected' },
]

for (const { why, clipboard, execCommand, result } of clipboards) {
  test(`Copy ${why} copies a new secret, or selects it and says so`, async ({
    page,
    organization,
  }) => {
    await page.addInitScript(
      ({ rejects, allowed }) => {
        const value = rejects && { writeText: () => Promise.reject(new Error('refused')) }
        if (value) Object.defineProperty(navigator, 'clipboard', { value })
        else Reflect.deleteProperty(Navigator.prototype, 'clipboard')
        document.execCommand = (command: string) => {
          const field = document.activeElement
          const text = field instanceof HTMLTextAreaElement ? field.value : ''
          document.documentElement.dataset.copied = allowed && command === 'copy' ? text : ''
          return allowed
        }
      },
      { rejects: clipboard !== undefined, allowed: execCommand },
    )
    await openAs(page, organization, '/profile')
    await page.getByRole('link', { name: 'Reset User Secret' }).click()
    await page.getByRole('button', { name: 'Reset User Secret' }).click()
    const secret = (await page.locator('code').first().textContent()) ?? ''
    expect(secret).toMatch(/^[\w-]{43}$/)
    await page.getByRole('button', { name: 'Copy user secret' }).click()
    await expect(page.getByRole('status')).toHaveText(new RegExp(`${result}|copied`))
    await expect(page.getByText(secret).first()).toBeVisible()
    const copied = await page.evaluate(() => document.documentElement.dataset.copied)
    expect(copied).toBe(execCommand ? secret : '')
    const selected = await page.evaluate(() => {
      const field = document.activeElement
      if (!(field instanceof HTMLTextAreaElement)) return ''
      return field.value.slice(field.selectionStart, field.selectionEnd)
    })
    expect(selected).toBe(execCommand ? '' : secret)
  })
}

test('an export whose session ends while it is sent is cut, so that it does not look complete', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId, userId } = organization
  for (let first = 1; first <= 40_000; first += 5_000) {
    await db.rows(
      `INSERT INTO accounts (organization_id, name, name_key, external_id, external_key, description)
       SELECT $1::int, 'Item ' || n, 'item ' || n, 'x-' || n, 'x-' || n, repeat('d', 500)
         FROM generate_series($2::int, $2 + 4999) n`,
      [organizationId, first],
    )
  }
  await openAs(page, organization)
  const cookies = await page.context().cookies()
  const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const url = new URL('/security/accounts/export', page.url())
  const response = await fetch(url, { headers: { Cookie } })
  const reader = response.body?.getReader()
  await reader?.read()
  await db.rows('DELETE FROM sessions WHERE user_id = $1', [userId])
  // The server reads the session again once a second.
  await page.waitForTimeout(1_200)
  const readToEnd = async () => {
    while (!(await reader?.read())?.done);
  }
  await expect(readToEnd()).rejects.toThrow()
})
