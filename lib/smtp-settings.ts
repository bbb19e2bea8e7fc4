import { z } from 'zod'

export const smtpUrl = z.string().refine(isSmtpUrl, {
  message:
    'must be an SMTP URL such as smtp://user:password@mail.example.com:587 or smtps://user:password@mail.example.com:465, with special characters percent-encoded.',
  abort: true,
})

/** nodemailer has many more options in its URLs, some of which would weaken it. */
function isSmtpUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, username, password, pathname, search, hash } = new URL(value)
  const hasAccount = (username === '') === (password === '')
  const isPlain = /^\/?$/.test(pathname) && hash === '' && canDecode(username + password)
  const hasOptions = search === '' || (protocol === 'smtp:' && search === '?requireTLS=false')
  return (
    /^smtps?:$/.test(protocol) && /^[^%]+$/.test(hostname) && hasAccount && isPlain && hasOptions
  )
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

const MAIL_FROM_MESSAGE =
  'must be an email address such as accounts@example.com, or one with a name such as Accounts <accounts@example.com>.'

export const mailFrom = z.string().transform((value, context) => {
  const [, name, inBrackets, bare] =
    /^(?:"?([^"<>\p{Cc}]*?)"? *<([^\s<>@,]+@[^\s<>@,]+)>|([^\s<>@,]+@[^\s<>@,]+))$/u.exec(
      value.trim(),
    ) ?? []
  const address = inBrackets ?? bare
  if (address !== undefined) return { name: name ?? '', address }
  context.addIssue({ code: 'custom', message: MAIL_FROM_MESSAGE, continue: false })
  return z.NEVER
})

type BothOrNone = { SMTP_URL?: unknown; MAIL_FROM?: unknown }

export function requireBothForMail(
  { SMTP_URL, MAIL_FROM }: BothOrNone,
  context: z.RefinementCtx,
): void {
  if ((SMTP_URL === undefined) === (MAIL_FROM === undefined)) return
  const [missing, present] = SMTP_URL ? ['MAIL_FROM', 'SMTP_URL'] : ['SMTP_URL', 'MAIL_FROM']
  const message = `must be set too, because ${present} is: the console needs both to send mail.`
  context.addIssue({ code: 'custom', path: [missing], message })
}
