import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectAccessibleAtAllWidths } from '@/e2e/support/accessibility'
import { serverGone } from '@/e2e/support/guard'
import { openAccount, openAs } from '@/e2e/support/open'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'
import { TestDatabase } from '@/e2e/support/test-db'

async function checkFile(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.getByLabel('CSV file').setInputFiles(file)
  await page.getByRole('button', { name: 'Check file' }).click()
}

/** Without JavaScript, the page of a job only changes when it is reloaded. */
async function expectStatus(page: Page, status: string | RegExp): Promise<void> {
  await page.waitForURL('**/jobs/*')
  await expect(async () => {
    const text = page.getByRole('region', { name: 'Progress' }).getByText(status)
    if (!(await text.isVisible())) await page.reload()
    await expect(text).toBeVisible({ timeout: 3_000 })
  }).toPass()
}

async function downloadFrom(page: Page, link: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).click(),
  ])
  return readFile(await download.path(), 'utf8')
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a large file sent after the session ended leads to sign-in, and back', async ({
      page,
      organization,
      guard,
    }) => {
      guard.expectStatus(401)
      await openAs(page, organization, '/security/accounts/import')
      await page.context().clearCookies()
      await checkFile(page, 'large.csv', `name\n${'Customer\n'.repeat(20_000)}`)
      await page.waitForURL('**/login?next=*')
      await signIn(page, organization)
      await expect(page).toHaveURL(/\/security\/accounts\/import$/)
    })

    test('a file is checked, imported and reported row by row', async ({ page, organization }) => {
      await openAs(page, organization)
      await page.getByRole('link', { name: 'Import CSV' }).click()
      expect(await downloadFrom(page, 'Download a template')).toMatch(
        /^\uFEFF"name","description","external_id"\r\n/,
      )

      await checkFile(page, 'wrong.csv', 'title\nOne\n')
      await expect(page.getByRole('form').getByText('Missing: name')).toBeVisible()

      const rows = ['name,external_id', 'Good,G-1', ',G-2', 'Twice,G-1', "'=1+1,G-3"]
      await checkFile(page, 'customers.csv', rows.join('\n'))
      await expectStatus(page, 'Checked: 2 accounts can be added, 2 rejected.')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import accounts')
      await expect(page.getByText('customers.csv')).toBeVisible()
      const rejected = page.getByRole('region', { name: 'Not added' })
      await expect(rejected).toContainText('Row 3')
      await expect(rejected).toContainText('Name is required.')
      await expect(rejected).toContainText('Row 2 of the file has the same external ID.')

      await page.getByRole('button', { name: 'Import 2 accounts' }).click()
      await expectStatus(page, 'Completed: 2 accounts added, 2 rejected.')
      expect(await downloadFrom(page, 'Download rejected rows')).toContain('"Twice","G-1","4",')
      await page.getByRole('link', { name: 'Back to accounts' }).click()
      await expect(page.getByRole('link', { name: 'Good', exact: true })).toBeVisible()
      await expect(page.getByRole('link', { name: '=1+1', exact: true })).toBeVisible()
      const file = await downloadFrom(page, 'Export')
      const [header, ...lines] = file.trimEnd().split('\r\n')
      expect(header).toBe(
        '\uFEFF"id","name","description","external_id","users","active_users","created","updated"',
      )
      const rest = '"0","0","\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z","\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"$'
      expect(lines).toEqual([
        expect.stringMatching(`^"\\d+","'=1\\+1","","G-3",${rest}`),
        expect.stringMatching(`^"\\d+","Good","","G-1",${rest}`),
      ])
    })
  })
}

test('users are imported into their account and exported again', async ({
  page,
  organization,
  db,
}) => {
  const account = await openAccount({ page, organization, db })
  await page.getByRole('link', { name: 'Import CSV' }).click()
  const email = `chuck.${account.id}@example.com`
  await checkFile(
    page,
    'users.csv',
    `first_name,last_name,email,city\nChuck,Norris,${email},Ryan\n`,
  )
  await expectStatus(page, 'Checked: 1 user can be added.')
  await page.getByRole('button', { name: 'Import 1 user' }).click()
  await expectStatus(page, 'Completed: 1 user added.')
  await page.getByRole('link', { name: 'Back to account' }).click()
  await expect(page.getByRole('cell', { name: email })).toBeVisible()
  expect(await downloadFrom(page, 'Export')).toContain(
    `"Chuck","Norris","${email}","no","","","","","Ryan",`,
  )
})

test('an import continues where it was when the server is killed', async ({
  page,
  startServer,
  guard,
}) => {
  guard.expectConsole(serverGone)
  const total = 5_000
  let server = await startServer()
  const { directory } = server
  let db = await TestDatabase.open(directory)
  const organization = await db.organization()
  const names = Array.from({ length: total }, (_, n) => `Customer ${n},C-${n}`)
  await openAs(page, organization, `${server.url}/security/accounts/import`)
  await checkFile(page, 'many.csv', ['name,external_id', ...names].join('\n'))
  await expectStatus(page, 'Checked: 5,000 accounts can be added.')
  await page.getByRole('button', { name: 'Import 5,000 accounts' }).click()
  const added = async () => {
    const [row] = await db.rows(
      `SELECT count(*)::int AS count, count(DISTINCT external_id)::int AS different
         FROM accounts WHERE external_id LIKE 'C-%'`,
      [],
    )
    return row
  }
  await expect.poll(async () => (await added())?.count, { intervals: [50] }).toBeGreaterThan(0)
  // The page of the job refreshes itself, and would do so while the server is down.
  await page.goto('about:blank')
  await server.kill()
  await db.close()
  server = await startServer({ directory })
  db = await TestDatabase.open(directory)
  await expect.poll(added, { timeout: 200_000 }).toEqual({ count: total, different: total })
  await db.close()
})

test('the import pages are accessible', async ({ page, organization, db }) => {
  const account = await db.account(organization.organizationId)
  await openAs(page, organization)
  await page.goto(`/security/accounts/${account.id}/users/import`)
  await expectAccessibleAtAllWidths(page)
  await page.goto('/security/accounts/import')
  await checkFile(page, 'wrong.csv', 'title\nOne\n')
  await expect(page.getByRole('form').getByText('Missing: name')).toBeVisible()
  await expectAccessibleAtAllWidths(page)
  await checkFile(
    page,
    'good.csv',
    `name,description,external_id\nOne,${'long '.repeat(80)},1\n,,2`,
  )
  await expectStatus(page, /^Checked/)
  await expectAccessibleAtAllWidths(page)
  await page.getByRole('button', { name: 'Import 1 account' }).click()
  await expectStatus(page, /^Completed/)
  await expectAccessibleAtAllWidths(page)
  await page.goto('/security/accounts/import')
  await expectAccessibleAtAllWidths(page)
})
