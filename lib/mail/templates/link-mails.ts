import 'server-only'
import { formatTime, type MailContent, type MailContext } from '@/lib/mail/templates/content'
import type { StoredParameters } from '@/lib/mail/templates/parameters'

const until = (expiresAt: string) =>
  `The link works once, until ${formatTime(new Date(expiresAt))}.`

export function passwordLink(
  { organization }: MailContext,
  { url, expiresAt, sentBy }: StoredParameters<'password-link'>,
): MailContent {
  const action = { label: 'Choose a new password', url }
  if (sentBy === null) {
    return {
      subject: 'Choose a new password',
      paragraphs: [
        `You asked for a new password for ${organization} in the Accounts Console. Choose it here:`,
      ],
      action,
      closing: [
        until(expiresAt),
        "If you didn't ask for this, you don't have to do anything. Your password stays the same.",
      ],
    }
  }
  return {
    subject: 'Choose a new password',
    paragraphs: [
      `${sentBy}, an administrator of ${organization}, sent you this link so that you can choose a new password for the Accounts Console:`,
    ],
    action,
    closing: [
      until(expiresAt),
      `If you didn't expect this, ask ${sentBy} before you open the link.`,
    ],
  }
}

export function invite(
  { organization }: MailContext,
  { url, expiresAt, sentBy }: StoredParameters<'invite'>,
): MailContent {
  const added = sentBy === null ? 'You have been added' : `${sentBy} has added you`
  return {
    subject: `Your access to ${organization}`,
    paragraphs: [`${added} to ${organization} in the Accounts Console. Choose your password here:`],
    action: { label: 'Choose your password', url },
    closing: [
      until(expiresAt),
      `If you don't know ${organization}, ignore this mail. Without a password, nobody can sign in as you.`,
    ],
  }
}

export function confirmEmail(
  { organization }: MailContext,
  { url, expiresAt }: StoredParameters<'confirm-email'>,
): MailContent {
  return {
    subject: 'Confirm your email address',
    paragraphs: [
      `You asked to sign in to ${organization} in the Accounts Console with this address. Confirm it here:`,
    ],
    action: { label: 'Confirm this address', url },
    closing: [until(expiresAt), "If you didn't ask for this, ignore this mail. Nothing changes."],
  }
}
