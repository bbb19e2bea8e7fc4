import 'server-only'
import { formatTime, type MailContent, type MailContext } from '@/lib/mail/templates/content'
import type { ChangedBy, StoredParameters } from '@/lib/mail/templates/parameters'
import { paths } from '@/lib/paths'

const by: { [who in ChangedBy]: string } = {
  user: 'on your profile page',
  administrator: 'by an administrator',
  link: 'with a link that was sent to you',
  host: 'by the operator of the server',
}

const tellAdministrator = ({ organization }: MailContext) =>
  `tell an administrator of ${organization}`

function newPassword({ consoleUrl }: MailContext) {
  return { label: 'Choose a new password', url: `${consoleUrl}${paths.forgottenPassword}` }
}

export function passwordChanged(
  context: MailContext,
  { changedBy }: StoredParameters<'password-changed'>,
): MailContent {
  const { organization, at } = context
  return {
    subject: 'Your password was changed',
    paragraphs: [
      `Your password for ${organization} in the Accounts Console was changed ${by[changedBy]} on ${formatTime(at)}.`,
      `If you know about this, there is nothing to do. If not, choose a new password at once, and ${tellAdministrator(context)}:`,
    ],
    action: newPassword(context),
    closing: [],
  }
}

export function secondFactorRemoved(
  context: MailContext,
  { removedBy }: StoredParameters<'second-factor-removed'>,
): MailContent {
  const { organization, at } = context
  return {
    subject: 'Your second factor was removed',
    paragraphs: [
      `The second factor of your sign-in to ${organization} in the Accounts Console was removed ${by[removedBy]} on ${formatTime(at)}.`,
      `If you know about this, there is nothing to do. If not, choose a new password at once, and ${tellAdministrator(context)}:`,
    ],
    action: newPassword(context),
    closing: [],
  }
}

export function authenticatorAdded(
  context: MailContext,
  { replaced }: StoredParameters<'authenticator-added'>,
): MailContent {
  const { organization, at } = context
  const change = replaced
    ? 'needs the code of another authenticator app than before'
    : 'needs the code of an authenticator app from now on'
  return {
    subject: replaced ? 'Your authenticator app was replaced' : 'An authenticator app was added',
    paragraphs: [
      `Your sign-in to ${organization} in the Accounts Console ${change}. This was done on your profile page on ${formatTime(at)}.`,
      `If you know about this, there is nothing to do. If not, ${tellAdministrator(context)} at once: only they can reset your second factor.`,
    ],
    closing: [],
  }
}

export function passkeyAdded(
  context: MailContext,
  { passkey }: StoredParameters<'passkey-added'>,
): MailContent {
  const { organization, consoleUrl, at } = context
  return {
    subject: 'A passkey was added',
    paragraphs: [
      `The passkey “${passkey}” was added on your profile page on ${formatTime(at)}. Anyone who holds it can sign in to ${organization} in the Accounts Console as you.`,
      `If you know about this, there is nothing to do. If not, remove it at once, choose a new password, and ${tellAdministrator(context)}:`,
    ],
    action: { label: 'Open your passkeys', url: `${consoleUrl}${paths.ownPasskeys}` },
    closing: [],
  }
}

export function newDevice(
  context: MailContext,
  { browser, address }: StoredParameters<'new-device'>,
): MailContent {
  const { organization, at } = context
  return {
    subject: `New sign-in with ${browser}`,
    paragraphs: [
      `Someone signed in to ${organization} in the Accounts Console as you, with a browser that you had not used before: ${browser}, from the address ${address}, on ${formatTime(at)}.`,
      `If it was you, there is nothing to do. If not, choose a new password at once, and ${tellAdministrator(context)}:`,
    ],
    action: newPassword(context),
    closing: [],
  }
}

export function madeOrgAdmin(
  { organization, at }: MailContext,
  { madeBy }: StoredParameters<'made-org-admin'>,
): MailContent {
  return {
    subject: `You are now an Org Admin of ${organization}`,
    paragraphs: [
      `${madeBy} made you an Org Admin of ${organization} in the Accounts Console on ${formatTime(at)}. You can now manage all its accounts and users.`,
    ],
    closing: [`If you didn't expect this, ask ${madeBy}.`],
  }
}

export function organizationSecretReset(
  { organization, at }: MailContext,
  { resetBy, overlapHours = 0 }: StoredParameters<'organization-secret-reset'>,
): MailContent {
  const consequence =
    overlapHours > 0
      ? `The old one works for ${overlapHours} hours. After that, programs that use it can no longer call the API.`
      : 'Programs that use the old one can no longer call the API.'
  return {
    subject: `The Organization Secret of ${organization} was replaced`,
    paragraphs: [
      `${resetBy} replaced the Organization Secret of ${organization} on ${formatTime(at)}. ${consequence}`,
      'You get this mail because you are an Org Admin.',
    ],
    closing: [`If you didn't expect this, ask ${resetBy}.`],
  }
}

export function emailChanged(
  context: MailContext,
  { newEmail, changedBy }: StoredParameters<'email-changed'>,
): MailContent {
  const { organization, at } = context
  return {
    subject: 'Your email address was changed',
    paragraphs: [
      `Your email address for ${organization} in the Accounts Console was changed ${by[changedBy]} on ${formatTime(at)}. You now sign in with ${newEmail}. This is the last mail to your old address.`,
    ],
    closing: [`If you don't know about this, ${tellAdministrator(context)} at once.`],
  }
}

export function testMail(
  { organization }: MailContext,
  { sentBy }: StoredParameters<'test'>,
): MailContent {
  return {
    subject: 'Test mail from the Accounts Console',
    paragraphs: [
      `${sentBy} sent this test mail in the settings of ${organization}. It arrived, so mail works.`,
    ],
    closing: [`If you didn't expect this, ask ${sentBy}.`],
  }
}
