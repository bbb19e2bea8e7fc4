import { openAs } from '@/e2e/support/open'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'
import { TestDatabase } from '@/e2e/support/test-db'
import { type SmtpServer, startSmtpServer } from '@/lib/testing/smtp-server'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('every user can change their password, end other sessions and reset their secret', async ({
      page,
      userWithoutRole: person,
      db,
      browser,
    }) => {
      const context = await browser.newContext()
      const other = await context.newPage()
      await page.goto('/login')
      await other.goto(page.url())
      await signIn(other, person)
      await signIn(page, person)
      await page.goto('/profile')
      const navigation = page.getByRole('navigation', { name: 'Console' })
      await expect(navigation.getByRole('link')).toHaveText(['Profile'])
      await expect(page.getByRole('table', { name: 'Sessions' }).locator('tbody tr')).toHaveCount(2)
      await page.getByRole('button', { name: 'End other sessions' }).click()
      await expect(page.getByText('1 other session ended.').last()).toBeVisible()
      await other.reload()
      await expect(other.getByRole('heading', { level: 1 })).toHaveText('Sign in')

      const findSecretHash = async () =>
        (await db.rows('SELECT secret_hash FROM users WHERE id = $1', [person.id]))[0]
      const before = await findSecretHash()
      await page.getByRole('link', { name: 'Reset User Secret' }).click()
      await expect(page.getByText('uses your secret stops working now.')).toBeVisible()
      await page.getByRole('link', { name: 'Cancel' }).click()
      await expect(page.getByText('uses your secret stops working now.')).toHaveCount(0)
      expect(await findSecretHash()).toEqual(before)
      await page.getByRole('link', { name: 'Reset User Secret' }).click()
      await page.getByRole('button', { name: 'Reset User Secret' }).click()
      await expect(page.getByText("You won't be able to see it again.")).toBeVisible()
      expect(await findSecretHash()).not.toEqual(before)

      await page.getByLabel('Current password', { exact: true }).fill(person.password)
      await page.getByRole('textbox', { name: 'New password', exact: true }).fill('Another-horse-8')
      await page.getByLabel('New password again', { exact: true }).fill('Another-horse-8')
      await page.getByRole('button', { name: 'Change password' }).click()
      await expect(page.getByText('Password changed.').last()).toBeVisible()
      await signIn(other, { ...person, password: 'Another-horse-8' })
      await context.close()
    })

    test('every user can change their name and email, and sees what someone else saved', async ({
      page,
      organization,
      userWithoutRole: person,
      db,
    }) => {
      await openAs(page, await db.session(person.id), '/profile')
      const name = page.getByRole('form', { name: 'Name' })
      await name.getByLabel('First Name').fill('Ada')
      await name.getByRole('button', { name: 'Save' }).click()
      await expect(name.getByText('Your name was saved.')).toBeVisible()
      await expect(page.getByRole('button', { name: /^Menu of Ada/ })).toBeVisible()

      await db.rows(`UPDATE users SET last_name = 'Theirs', version = version + 1 WHERE id = $1`, [
        person.id,
      ])
      await name.getByLabel('Last Name').fill('Mine')
      await name.getByRole('button', { name: 'Save' }).click()
      await expect(name.getByText('Someone else saved: Theirs')).toBeVisible()
      if (javaScriptEnabled) await name.getByRole('button', { name: 'Keep mine' }).click()
      await name.getByRole('button', { name: 'Save' }).click()
      await expect(name.getByText('Your name was saved.')).toBeVisible()

      const email = page.getByRole('form', { name: 'Email' })
      await email.getByLabel('Email').fill(organization.email)
      await email.getByRole('button', { name: 'Change email' }).click()
      const taken = 'This email address already belongs to a user. Use another.'
      await expect(email.getByText(taken).first()).toBeVisible()
      await email.getByLabel('Email').fill(`new.${person.email}`)
      await email.getByRole('button', { name: 'Change email' }).click()
      await expect(email.getByText(`Your email is now new.${person.email}.`)).toBeVisible()
      const names = 'SELECT first_name, last_name, email FROM users WHERE id = $1'
      expect(await db.rows(names, [person.id])).toEqual([
        { first_name: 'Ada', last_name: 'Mine', email: `new.${person.email}` },
      ])
    })
  })
}

test('administrators change their own email on their profile, not as a user', async ({
  page,
  organization,
}) => {
  const { accountId, userId } = organization
  await openAs(page, organization, `/security/accounts/${accountId}/users/${userId}`)
  await expect(page.getByRole('textbox', { name: 'Email' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Change your email' }).click()
  await expect(page).toHaveURL(/\/profile#email$/)
  await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue(organization.email)
  await page.getByRole('link', { name: 'Security' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
})

test.describe('where mail is on', () => {
  test.use({ baseURL: undefined })

  test('a new email waits until its link is confirmed, with and without JavaScript', async ({
    browser,
    startServer,
    guard,
  }) => {
    guard.expectStatus(403)
    const mailbox = await startSmtpServer()
    const server = await startServer({
      env: { SMTP_URL: mailbox.url, MAIL_FROM: 'accounts@example.com' },
    })
    const db = await TestDatabase.open(server.directory)
    const person = await db.user(await db.organization())
    await db.close()
    let { email } = person
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled, baseURL: server.url })
      const page = await context.newPage()
      await signIn(page, { ...person, email })
      await page.goto('/profile')
      const pending = page.getByRole('form', { name: 'Cancel the email change' })
      const request = async (address: string) => {
        await page.getByRole('textbox', { name: 'Email' }).fill(address)
        await page.getByRole('button', { name: 'Change email' }).click()
        await expect(pending).toContainText(address)
      }
      await request(`canceled.${email}`)
      await pending.getByRole('button', { name: 'Cancel the change' }).click()
      await expect(pending).toContainText('The change was canceled.')
      email = `new.${email}`
      await request(email)
      const link = await findLink(mailbox, email)
      const confirm = async () => {
        await page.goto(link)
        const field = page.getByLabel('Your link')
        if (javaScriptEnabled) await expect(field).toBeHidden()
        else await field.fill(link)
        await page.getByRole('button', { name: 'Confirm email' }).click()
      }
      await confirm()
      await expect(page.getByText(`Your email is now ${email}.`).last()).toBeVisible()
      await page.getByRole('link', { name: 'Open your profile' }).click()
      await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue(email)
      await confirm()
      await expect(page.getByText("This link doesn't work.").last()).toBeVisible()
      await context.close()
    }
    await mailbox.close()
  })
})

/** The link of the mail to this address. */
async function findLink(mailbox: SmtpServer, email: string): Promise<string> {
  const find = () => mailbox.mails.find(({ recipients }) => recipients.includes(email))
  await expect.poll(find).toBeDefined()
  return /http\S+#[\w-]+/.exec(find()?.text ?? '')?.[0] ?? ''
}
