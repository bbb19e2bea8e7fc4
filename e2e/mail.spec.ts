import type { Page } from '@playwright/test'
import { expectAccessibleInBothThemes, expectNoHorizontalScroll } from '@/e2e/support/accessibility'
import { makeDataDirectory, removeDataDirectory } from '@/e2e/support/data-directory'
import { openAs } from '@/e2e/support/open'
import { Server } from '@/e2e/support/server'
import { signIn } from '@/e2e/support/sign-in'
import { test as base, expect } from '@/e2e/support/test'
import { type SmtpServer, smtpError, startSmtpServer } from '@/lib/testing/smtp-server'

const NEW_PASSWORD = 'Quite-another-9'

/** The shared console of these specs sends mail. */
const test = base.extend<object, { mailServer: SmtpServer }>({
  mailServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const mailServer = await startSmtpServer({
        onRcptTo({ address }, _session, callback) {
          callback(address.startsWith('gone') ? smtpError(550, '5.1.1 No such user') : null)
        },
      })
      await use(mailServer)
      await mailServer.close()
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ mailServer }, use) => {
      const directory = makeDataDirectory()
      const env = { SMTP_URL: mailServer.url, MAIL_FROM: 'Accounts <accounts@example.com>' }
      try {
        const server = await Server.start(directory, env)
        await use(server)
        await server.stop()
      } finally {
        await removeDataDirectory(directory)
      }
    },
    { scope: 'worker' },
  ],
})

async function expectGoodLooks(page: Page): Promise<void> {
  await expectAccessibleInBothThemes(page)
  await expectNoHorizontalScroll(page)
}

/** Chooses a password with the link of a mail, pasting it where no script reads the address. */
async function choosePassword(page: Page, text = '', withScript: boolean): Promise<void> {
  const [url = ''] = /http:\S+#\S+/.exec(text) ?? []
  await page.goto(url)
  if (!withScript) {
    await page.getByRole('textbox', { name: 'Your link' }).fill(url)
    await page.getByRole('button', { name: 'Continue' }).click()
  }
  await page.getByRole('textbox', { name: 'New password' }).fill(NEW_PASSWORD)
  await page.getByRole('button', { name: 'Save password' }).click()
  await page.waitForURL((address) => address.pathname === '/login')
}

test('a sign-in with another browser is reported by mail', async ({
  page,
  organization,
  mailServer,
}) => {
  await signIn(page, organization)
  await page.context().clearCookies()
  const mail = mailServer.next(organization.email)
  await signIn(page, organization)
  const { subject, text } = await mail
  expect(subject).toMatch(/^New sign-in with Chrom/)
  expect(text).toContain('with a browser that you had not used before')
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a forgotten password is replaced with a link by mail', async ({
      page,
      organization,
      mailServer,
    }) => {
      const { email } = organization
      const mail = mailServer.next(email)
      await page.goto('/login')
      await page.getByRole('link', { name: 'Forgot your password?' }).click()
      const notice = page.getByText('If this address belongs to someone here').first()
      for (const address of ['nobody@example.com', email]) {
        await page.goto('/forgotten-password')
        await page.getByLabel('Email', { exact: true }).fill(address)
        await page.getByRole('button', { name: 'Send link' }).click()
        await expect(notice).toBeVisible()
      }
      if (javaScriptEnabled) await expectGoodLooks(page)
      await choosePassword(page, (await mail).text, javaScriptEnabled)
      await signIn(page, { email, password: NEW_PASSWORD })
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      expect(mailServer.mails.flatMap(({ recipients }) => recipients)).not.toContain(
        'nobody@example.com',
      )
    })

    test('an administrator sends a test and an invite, and reads why one failed', async ({
      page,
      db,
      organization,
      mailServer,
    }) => {
      const account = await db.account(organization.organizationId)
      await openAs(page, organization, '/security/settings')
      const testMail = mailServer.next(organization.email)
      await page.getByRole('button', { name: 'Send me a test' }).click()
      await expect(page.getByText('A test mail is on its way to').first()).toBeVisible()
      expect((await testMail).subject).toBe('Test mail from the Accounts Console')

      const name = javaScriptEnabled ? 'script' : 'plain'
      for (const email of [`guest.${name}@example.com`, `gone.${name}@example.com`]) {
        await page.goto(`/security/accounts/${account.id}?add`)
        await page.getByLabel('First Name').fill('Grace')
        await page.getByLabel('Last Name').fill('Hopper')
        await page.getByLabel('Email', { exact: true }).fill(email)
        await page.getByLabel('Let them choose it').check()
        await page.getByLabel('Send the link by mail').check()
        const invite = email.startsWith('gone') ? undefined : mailServer.next(email)
        await page.getByRole('button', { name: 'Save', exact: true }).click()
        await expect(page.getByText(`The link is on its way to ${email}.`).first()).toBeVisible()
        if (invite)
          await expect.poll(async () => (await invite).text).toContain('Choose your password')
      }
      await expect(async () => {
        await page.goto('/security/settings')
        await expect(page.getByText('550 5.1.1 No such user')).toBeVisible({ timeout: 500 })
      }).toPass()
      if (javaScriptEnabled) await expectGoodLooks(page)
      await page.goto(`/security/accounts/${account.id}`)
      const [gone] = await db.rows(`SELECT id FROM users WHERE email = 'gone.${name}@example.com'`)
      await page.goto(`/security/accounts/${account.id}/users/${gone?.id}`)
      await expect(page.getByText('Reason: 550 5.1.1')).toBeVisible()
    })
  })
}
