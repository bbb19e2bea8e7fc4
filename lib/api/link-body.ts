import { z } from 'zod'
import type { NewLink, UserRecord } from '@/lib/users/view'

export const linkRequestBody = z
  .strictObject({
    purpose: z
      .enum(['password', 'invite'], 'Use password or invite.')
      .optional()
      .meta({ description: 'Without it, `invite` for a user without a password.' }),
  })
  .meta({ id: 'NewLink' })

export const linkBody = z
  .strictObject({
    url: z.string().meta({ description: 'Works once, and is shown only once.' }),
    purpose: z.enum(['password', 'invite']),
    expiresDate: z.iso.datetime(),
  })
  .meta({ id: 'Link' })

export function presentLink({ url, purpose, expiresAt }: NewLink): z.input<typeof linkBody> {
  return { url, purpose, expiresDate: expiresAt.toISOString() }
}

export const linkResponse = {
  schema: linkBody,
  present: ({ link }: { user: UserRecord; link: NewLink }) => presentLink(link),
}
