import type { Page } from '@playwright/test'
import { readForm, submitForm } from '@/e2e/support/forms'
import { openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

/** The server handles the next form, but its response never arrives. */
async function loseNextResponse(page: Page): Promise<void> {
  let lost = false
  await page.route('**/*', async (route) => {
    if (route.request().method() !== 'POST' || lost) return route.continue()
    lost = true
    await route.fetch({ maxRedirects: 0 })
    await route.abort()
  })
}

const couldNotSave = (page: Page) =>
  page
    .getByRole('form')
    .getByText(/It is not known whether this was saved/)
    .first()

test.describe('when the response to a form is lost', () => {
  test.beforeEach(({ guard }) => guard.expectConsole(/ERR_FAILED/))

  test('saving again shows the password of the user who was added', async ({
    page,
    organization,
    db,
  }) => {
    const { id } = await db.account(organization.organizationId)
    await openAs(page, organization, `/security/accounts/${id}?add`)
    await page.getByLabel('First Name').fill('Grace')
    await page.getByLabel('Last Name').fill('Hopper')
    await page.getByLabel('Email').fill(`grace.${id}@example.com`)
    await page.getByRole('button', { name: 'Generate' }).click()
    const password = await page.getByLabel('Password', { exact: true }).inputValue()
    await loseNextResponse(page)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(couldNotSave(page)).toBeVisible()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText(password)).toBeVisible()
    await expect(page.getByText('Grace Hopper was added.').first()).toBeVisible()
    expect(await db.rows('SELECT 1 FROM users WHERE account_id = $1', [id])).toHaveLength(1)
  })

  test('creating other text links the account that was added, and then adds a second', async ({
    page,
    organization,
    db,
  }) => {
    const { organizationId } = organization
    await openAs(page, organization, '/security/accounts/new')
    await page.getByLabel('Name', { exact: true }).fill('First')
    await loseNextResponse(page)
    await page.getByRole('button', { name: 'Create' }).click()
    await expect(couldNotSave(page)).toBeVisible()
    await page.getByLabel('Name', { exact: true }).fill('Second')
    await page.getByRole('button', { name: 'Create' }).click()
    await expect(
      page.getByText('Your first attempt was saved: “First” was added.').first(),
    ).toBeVisible()
    await expect(page.getByRole('link', { name: 'Open “First”' })).toBeVisible()
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Second')
    await page.getByRole('button', { name: 'Create' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Second')
    const names = await db.rows(
      `SELECT name FROM accounts WHERE organization_id = $1 AND NOT default_account ORDER BY id`,
      [organizationId],
    )
    expect(names).toEqual([{ name: 'First' }, { name: 'Second' }])
  })

  test('saving other text is not a conflict with oneself', async ({ page, organization, db }) => {
    const { id } = await db.account(organization.organizationId, { name: 'Before' })
    await openAs(page, organization, `/security/accounts/${id}`)
    await page.getByLabel('Name', { exact: true }).fill('First')
    await loseNextResponse(page)
    await page.getByRole('button', { name: 'Update Account' }).click()
    await expect(couldNotSave(page)).toBeVisible()
    await page.getByLabel('Name', { exact: true }).fill('Second')
    await page.getByRole('button', { name: 'Update Account' }).click()
    await expect(page.getByText('Your first attempt was saved').first()).toBeVisible()
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Second')
    await page.getByRole('button', { name: 'Update Account' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Second')
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a form that is submitted twice creates one account', async ({ page, organization, db }) => {
    await openAs(page, organization, '/security/accounts/new')
    const form = await readForm(page, 'Add Account', { name: 'Once' })
    const { origin } = new URL(page.url())
    const statuses = await Promise.all([
      submitForm(page, form, { Origin: origin }),
      submitForm(page, form, { Origin: origin }),
    ])
    expect(statuses).toEqual([303, 303])
    const created = await db.rows(
      `SELECT 1 FROM accounts WHERE organization_id = $1 AND name = 'Once'`,
      [organization.organizationId],
    )
    expect(created).toHaveLength(1)
    await page.reload()
    const [key, next] = [form, await readForm(page, 'Add Account', {})].map(({ fields }) =>
      fields.find(([name]) => name === 'formKey'),
    )
    expect(next?.[1]).not.toBe(key?.[1])
  })

  test('a rejected form keeps its key, and other text after a save is kept', async ({
    page,
    organization,
  }) => {
    await openAs(page, organization, '/security/accounts/new')
    const readKey = () => page.locator('form input[name=formKey]').inputValue()
    const key = await readKey()
    await page.getByLabel('Name', { exact: true }).fill(' ')
    await page.getByRole('button', { name: 'Create' }).click()
    await expect(page.getByText('Name is required.').first()).toBeVisible()
    expect(await readKey()).toBe(key)
    const { origin } = new URL(page.url())
    await submitForm(page, await readForm(page, 'Add Account', { name: 'First' }), {
      Origin: origin,
    })
    await page.getByLabel('Name', { exact: true }).fill('Second')
    await page.getByRole('button', { name: 'Create' }).click()
    await expect(page.getByRole('link', { name: 'Open “First”' })).toBeVisible()
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Second')
    expect(await readKey()).not.toBe(key)
  })
})
