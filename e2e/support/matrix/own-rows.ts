import { addSessions } from '@/e2e/support/matrix/records'
import type { Row } from '@/e2e/support/matrix/row'
import { addSecondFactor } from '@/e2e/support/second-factor'
import type { TestDatabase } from '@/e2e/support/test-db'
import { FORM_USER } from '@/lib/form-state'

type Person = { id: number; password: string; email: string }

/** What people may do with their own user, in an order in which each row changes something. */
export function ownRows(person: Person, passkeyId: number): Row[] {
  return [...profileRows(person), ...factorRows(person, passkeyId), ...secretRows(person)]
}

const profile = '/profile'

function profileRows({ id }: Person): Row[] {
  return [
    { action: 'updateOwnNameAction', path: profile, label: 'Name', values: { firstName: 'Taken' } },
    // Before the email, whose change ends them as well.
    { action: 'endSessionAction', path: profile, label: 'End a session' },
    { action: 'endOtherSessionsAction', path: profile, label: 'End other sessions' },
    { action: 'cancelEmailChangeAction', path: profile, label: 'Cancel the email change' },
    {
      action: 'changeOwnEmailAction',
      path: profile,
      label: 'Email',
      // The version after the name was changed.
      values: { email: `new.${id}@example.com`, version: '2' },
    },
  ]
}

function factorRows({ id }: Person, passkeyId: number): Row[] {
  const owner = { [FORM_USER]: `${id}` }
  const isIneffective = true
  return [
    // Script asks the browser for a passkey between the two.
    { action: 'startPasskeyAction', path: profile, values: owner, isIneffective },
    {
      action: 'addPasskeyAction',
      path: profile,
      values: { ...owner, registration: '{}' },
      isIneffective,
    },
    {
      action: 'renamePasskeyAction',
      path: `${profile}?rename=${passkeyId}`,
      label: 'Rename Phone',
      values: { name: 'Taken' },
    },
    {
      action: 'removePasskeyAction',
      path: `${profile}?remove=${passkeyId}`,
      label: 'Remove Phone',
    },
    { action: 'replaceRecoveryCodesAction', path: profile, label: 'New recovery codes' },
    { action: 'startSecondFactorAction', path: profile, label: 'Move to another app' },
    // Their forms follow the one before.
    {
      action: 'confirmSecondFactorAction',
      path: profile,
      values: { ...owner, code: '000000' },
      isIneffective,
    },
    { action: 'cancelSecondFactorAction', path: profile, values: owner },
    { action: 'removeSecondFactorAction', path: profile, label: 'Remove authenticator app' },
  ]
}

function secretRows({ id, password }: Person): Row[] {
  const second = 'Another-horse-8'
  const third = 'Different-horse-9'
  return [
    {
      action: 'resetOwnSecretAction',
      path: `${profile}?reset`,
      label: 'Reset the User Secret',
    },
    {
      action: 'withdrawOwnSecretAction',
      path: `${profile}?withdraw`,
      label: 'Withdraw the User Secret',
    },
    {
      action: 'changeOwnPasswordAction',
      path: profile,
      label: 'Choose a new password',
      values: { currentPassword: password, password: second, repeatedPassword: second },
    },
    // Its page is open only to people who must choose one.
    {
      action: 'changePasswordAction',
      path: '/new-password',
      values: {
        [FORM_USER]: `${id}`,
        currentPassword: second,
        password: third,
        repeatedPassword: third,
        next: profile,
      },
    },
  ]
}

/** Gives a signed-in person what the rows change, and returns the ID of their passkey. */
export async function addOwnRecords(db: TestDatabase, { id, email }: Person): Promise<number> {
  await addSessions(db, id)
  await addSecondFactor(db, id)
  await db.rows(
    `INSERT INTO user_links (id, organization_id, user_id, purpose, new_email, expires_at)
     SELECT 'email-' || id, organization_id, id, 'email', $2, now() + interval '1 hour'
       FROM users WHERE id = $1`,
    [id, `pending.${email}`],
  )
  const [row] = await db.rows(
    `INSERT INTO passkeys (user_id, credential_id, rp_id, public_key, counter, transports,
                           backup_eligible, backed_up, name)
     VALUES ($1, $2, 'localhost', '', 0, '{}', false, false, 'Phone') RETURNING id`,
    [id, `credential-${id}`],
  )
  return Number(row?.id)
}
