import { z } from 'zod'
import { id, searchText, text } from '@/lib/text'

const NAME_MAX = 80
export const DESCRIPTION_MAX = 500

const name = text({ label: 'Name', max: NAME_MAX })
const description = text({
  label: 'Description',
  max: DESCRIPTION_MAX,
  required: false,
  paragraph: true,
})
const externalId = text({ label: 'External ID', max: 100 })

export const createAccountSchema = z.strictObject({ name })

export const updateAccountSchema = z.strictObject({
  id,
  version: z.coerce.number().int().min(1),
  name,
  description,
  externalId,
})

export const accountKeySchema = z.strictObject({ id })

/** From this many active users on, the name must be typed to confirm. */
export const TYPED_CONFIRMATION_FROM = 100

export const deleteAccountSchema = z.strictObject({
  id,
  confirmation: z.string().max(200).default(''),
})

const sorts = ['name', 'id', 'created'] as const
export const pageSizes = [25, 50, 100] as const

export const findAccountsSchema = z.object({
  q: searchText,
  sort: z.enum(sorts).catch('name'),
  direction: z.enum(['asc', 'desc']).catch('asc'),
  size: z.coerce
    .number()
    .pipe(z.union(pageSizes.map((size) => z.literal(size))))
    .catch(50),
  cursor: z.string().catch(''),
})

export type FindAccounts = z.output<typeof findAccountsSchema>
