import type { UserChange } from '@/lib/user-jobs/policy'

type Texts = {
  /** In the menu of the list. */
  option: string
  /** "12 users" is the count. */
  question(count: string): string
  submit(count: string): string
  busy: string
  consequences: string[]
}

const NOBODY_IS_NOTIFIED = 'Nobody is notified.'
const UNDO_PLACE = 'You find Undo on the next page for 30 days, and above the list for a day.'

export const userChangeTexts: { [change in UserChange]: Texts } = {
  deactivate: {
    option: 'Deactivate',
    question: (count) => `Deactivate ${count}?`,
    submit: (count) => `Deactivate ${count}`,
    busy: 'Deactivating…',
    consequences: [
      'They are signed out everywhere. Their links and User Secrets stop working.',
      NOBODY_IS_NOTIFIED,
      `Undo reactivates exactly these users, without their User Secrets. ${UNDO_PLACE}`,
    ],
  },
  reactivate: {
    option: 'Reactivate',
    question: (count) => `Reactivate ${count}?`,
    submit: (count) => `Reactivate ${count}`,
    busy: 'Reactivating…',
    consequences: [
      'They can sign in again as before. Their former User Secrets stay invalid.',
      NOBODY_IS_NOTIFIED,
      `Undo deactivates exactly these users. ${UNDO_PLACE}`,
    ],
  },
  'require-password': {
    option: 'Require a new password',
    question: (count) => `Require a new password from ${count}?`,
    submit: (count) => `Require a new password from ${count}`,
    busy: 'Saving…',
    consequences: [
      'They choose a new password when they next sign in. People who are signed in now choose it before they continue.',
      'Their User Secrets keep working.',
      NOBODY_IS_NOTIFIED,
    ],
  },
  'grant-admin': {
    option: 'Give the Account Admin role',
    question: (count) => `Give the Account Admin role to ${count}?`,
    submit: (count) => `Give the role to ${count}`,
    busy: 'Saving…',
    consequences: [
      'The role applies immediately. It gives no access to this console.',
      NOBODY_IS_NOTIFIED,
      `Undo removes the role from exactly these users. ${UNDO_PLACE}`,
    ],
  },
  'revoke-admin': {
    option: 'Remove the Account Admin role',
    question: (count) => `Remove the Account Admin role from ${count}?`,
    submit: (count) => `Remove the role from ${count}`,
    busy: 'Saving…',
    consequences: [
      'They lose the role immediately. An account can still give it to all of its users.',
      NOBODY_IS_NOTIFIED,
      `Undo gives the role back to exactly these users. ${UNDO_PLACE}`,
    ],
  },
  'make-links': {
    option: 'Make links to choose a password',
    question: (count) => `Make links for ${count}?`,
    submit: (count) => `Continue with ${count}`,
    busy: 'Continuing…',
    consequences: [
      'On the next page, you download a file with a link for each of them: to choose a first password within 7 days, or a new one within 24 hours.',
      'The file ends the links that they have now. Their passwords work until they use the link.',
      'The file is the only copy of the links. You send them, or the console does by mail.',
    ],
  },
  delete: {
    option: 'Delete',
    question: (count) => `Delete ${count}?`,
    submit: (count) => `Delete ${count}`,
    busy: 'Deleting…',
    consequences: [
      'They are signed out everywhere and permanently deleted, with their passkeys, links and User Secrets.',
      NOBODY_IS_NOTIFIED,
      "This can't be undone. To keep the option of undoing, deactivate them instead.",
    ],
  },
}
