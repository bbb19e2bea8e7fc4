import 'server-only'
import type { MailContent, MailContext } from '@/lib/mail/templates/content'
import { confirmEmail, invite, passwordLink } from '@/lib/mail/templates/link-mails'
import {
  authenticatorAdded,
  emailChanged,
  madeOrgAdmin,
  newDevice,
  organizationSecretReset,
  passkeyAdded,
  passwordChanged,
  secondFactorRemoved,
  testMail,
} from '@/lib/mail/templates/notices'
import type { MailTemplate, StoredParameters } from '@/lib/mail/templates/parameters'

type Templates = {
  [T in MailTemplate]: (context: MailContext, parameters: StoredParameters<T>) => MailContent
}

const templates: Templates = {
  'password-link': passwordLink,
  invite,
  'confirm-email': confirmEmail,
  'password-changed': passwordChanged,
  'second-factor-removed': secondFactorRemoved,
  'authenticator-added': authenticatorAdded,
  'passkey-added': passkeyAdded,
  'new-device': newDevice,
  'made-org-admin': madeOrgAdmin,
  'organization-secret-reset': organizationSecretReset,
  'email-changed': emailChanged,
  test: testMail,
}

type Rendered = { subject: string; text: string; html: string }

export function renderMail<T extends MailTemplate>(
  template: T,
  context: MailContext,
  parameters: StoredParameters<T>,
): Rendered {
  const { firstName, organization, consoleUrl } = context
  const { subject, paragraphs, action, closing } = templates[template](context, parameters)
  const before = [`Hello ${firstName},`, ...paragraphs].map(toLine)
  const after = [...closing, `Accounts Console of ${organization}, ${consoleUrl}`].map(toLine)
  const link = action ? [action.url] : []
  return {
    subject: toLine(subject),
    text: `${[...before, ...link, ...after].join('\n\n')}\n`,
    html: page(toLine(subject), [
      ...before.map(paragraph),
      ...(action ? [linkTo(action)] : []),
      ...after.map(paragraph),
    ]),
  }
}

/** A name from before today's rules may have a line break, which would forge a header or a text. */
function toLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
}

function page(title: string, parts: string[]): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body style="font-family: sans-serif; line-height: 1.5; max-width: 36em">
${parts.join('\n')}
</body>
</html>
`
}

function paragraph(text: string): string {
  return `<p dir="auto">${escapeHtml(text)}</p>`
}

/** The address is shown too, for readers who look where a link leads before they open it. */
function linkTo({ label, url }: { label: string; url: string }): string {
  const href = escapeHtml(url)
  return `<p><a href="${href}">${escapeHtml(label)}</a></p>\n<p>${href}</p>`
}

const entities: { [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
