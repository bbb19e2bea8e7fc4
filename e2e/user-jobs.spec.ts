import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'
import type { TestDatabase } from '@/e2e/support/test-db'

async function select(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) await page.getByLabel(`Select ${name}`).check()
}

async function continueWith(page: Page, change: string): Promise<void> {
  await page.getByLabel('What to do').selectOption(change)
  await page.getByRole('button', { name: 'Continue…' }).click()
}

function jobStatus(page: Page, status: string) {
  return page.getByRole('region', { name: 'Progress' }).getByText(status)
}

async function expectStatus(page: Page, status: string): Promise<void> {
  await expect(jobStatus(page, status)).toBeVisible()
}

/** Without JavaScript, the page of a job only changes when it is reloaded. */
async function expectStatusAfterReload(page: Page, status: string): Promise<void> {
  await page.waitForURL('**/jobs/*')
  await expect(async () => {
    await page.reload()
    await expect(jobStatus(page, status)).toBeVisible({ timeout: 500 })
  }).toPass({ intervals: [100] })
}

async function deleteTwo(page: Page, ...names: [string, string]): Promise<void> {
  await select(page, ...names)
  await continueWith(page, 'Delete')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Delete 2 users?')
  const form = page.getByRole('form', { name: 'Delete' })
  await form.getByLabel(/^Type 2/).fill('3')
  await form.getByRole('button', { name: 'Delete 2 users' }).click()
  await expect(form.getByText('Type 2, the number of users, to confirm.')).toBeVisible()
  await form.getByLabel(/^Type 2/).fill('2')
  await form.getByRole('button', { name: 'Delete 2 users' }).click()
}

async function addPeople(db: TestDatabase, organizationId: number, count: number) {
  const { id: accountId } = await db.account(organizationId, { name: 'Customer' })
  const people: Awaited<ReturnType<TestDatabase['user']>>[] = []
  for (let n = 1; n <= count; n++) {
    const name = { firstName: 'Person', lastName: String(n).padStart(2, '0') }
    people.push(await db.user({ organizationId, accountId }, name))
  }
  return { accountId, people }
}

test('users of several pages are deactivated and Undo restores them', async ({
  page,
  organization,
  db,
}) => {
  const { people } = await addPeople(db, organization.organizationId, 26)
  await openAs(page, organization, '/security/users?size=25')
  await select(page, 'Ada Founder', 'Person 01')
  await page.getByRole('link', { name: 'Next' }).click()
  await select(page, 'Person 26')
  await expect(page.getByRole('main').getByText('3 selected')).toBeVisible()
  await continueWith(page, 'Deactivate')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deactivate 2 users?')
  await expect(page.getByText('Person 01, Person 26')).toBeVisible()
  const staying = page.getByRole('region', { name: 'Who stays as they are' })
  await expect(staying).toContainText('Ada Founder')
  await page.getByRole('button', { name: 'Deactivate 2 users' }).click()
  await expectStatus(page, 'Completed: 2 users deactivated.')
  const tabs = page.getByRole('navigation', { name: 'Security' })
  await expect(tabs.locator('[aria-current]')).toHaveText(['Users'])
  const jobUrl = page.url()
  await page.goto(jobUrl.replace('/security/jobs/', '/security/accounts/jobs/'))
  await expect(page).toHaveURL(jobUrl)
  const inactive = () =>
    db.rows('SELECT id FROM users WHERE organization_id = $1 AND NOT active ORDER BY id', [
      organization.organizationId,
    ])
  expect(await inactive()).toEqual([{ id: people.at(0)?.id }, { id: people.at(-1)?.id }])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expectStatus(page, 'Completed: 2 users reactivated.')
  expect(await inactive()).toEqual([])
  await page.getByRole('link', { name: 'Back to users' }).click()
  await expect(page.getByText('27 users in')).toBeVisible()
  await expect(page.getByRole('main').getByText('selected')).toHaveCount(0)
  await select(page, 'Person 02')
  await continueWith(page, 'Make links to choose a password')
  await page.getByRole('button', { name: 'Continue with 1 user' }).click()
  await expectStatus(page, 'Ready: links for 1 user.')
  const button = page.getByRole('button', { name: 'Download links for 1 user' })
  await Promise.all([page.waitForEvent('download'), button.click()])
  await expectStatus(page, 'Completed: links were made for 1 user.')
  await expect(page.getByRole('progressbar', { name: 'Loading' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Back to users' }).click()
  await deleteTwo(page, 'Person 02', 'Person 03')
  await expectStatus(page, 'Completed: 2 users deleted.')
})

test('an import shows what it changes and adds before it does', async ({
  page,
  organization,
  db,
}) => {
  const { accountId, people } = await addPeople(db, organization.organizationId, 1)
  await openAs(page, organization, `/security/accounts/${accountId}/users/import`)
  await page.getByLabel(/^Both/).check()
  const email = `new.${accountId}@example.com`
  const rows = [
    `${people[0]?.id},,Augusta,,London`,
    `,${email},New,Colleague,`,
    '999999999,,,,Rome',
  ]
  const text = ['id,email,first_name,last_name,city', ...rows].join('\n')
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.getByLabel('CSV file').setInputFiles(file)
  await page.getByRole('button', { name: 'Check file' }).click()
  await expectStatus(page, 'Checked: 2 users can be imported, 1 rejected.')
  await expect(page.getByText('1 user to add, 1 to change, 0 unchanged.')).toBeVisible()
  const effects = page.getByRole('region', { name: 'What each row does' }).getByRole('listitem')
  await expect(effects.first()).toContainText('Changes Person 01')
  await expect(effects.first()).toContainText(/first_name\s*Person → Augusta/)
  await expect(effects.first()).toContainText(/city\s*empty → London/)
  await expect(effects.last()).toContainText('Adds New Colleague')
  const rejected = page.getByRole('region', { name: 'Not imported' })
  await expect(rejected).toContainText('No user has this ID.')
  await page.getByRole('button', { name: 'Import 2 users' }).click()
  await expectStatus(page, 'Completed: 2 users imported, 1 rejected.')
  await page.getByRole('link', { name: 'Back to account' }).click()
  await expect(page.getByRole('link', { name: 'Augusta 01', exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'New Colleague', exact: true })).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('selected users get a new password or a link, or are deleted', async ({
    page,
    organization,
    db,
  }) => {
    await addPeople(db, organization.organizationId, 4)
    await openAs(page, organization, '/security/users')
    await select(page, 'Person 01', 'Person 02')
    await continueWith(page, 'Require a new password')
    await page.getByRole('button', { name: 'Require a new password from 2 users' }).click()
    await expectStatusAfterReload(page, 'Completed: a new password is required from 2 users.')

    await page.getByRole('link', { name: 'Back to users' }).click()
    await select(page, 'Person 01', 'Person 02')
    await continueWith(page, 'Make links to choose a password')
    await page.getByRole('button', { name: 'Continue with 2 users' }).click()
    await expectStatus(page, 'Ready: links for 2 users.')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download links for all 2 users' }).click(),
    ])
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
    expect(lines).toHaveLength(3)
    for (const line of lines.slice(1)) expect(line).toMatch(/"Person".*\/set-password/)
    await expectStatusAfterReload(page, 'Completed: links were made for 2 users.')

    await page.goto('/security/users')
    await deleteTwo(page, 'Person 03', 'Person 04')
    await expectStatusAfterReload(page, 'Completed: 2 users deleted.')
  })
})
