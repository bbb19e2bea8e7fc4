import { z } from 'zod'
import { id } from '@/lib/ids'
import { includeInactive } from '@/lib/listing/schema'
import { searchText } from '@/lib/search-text'
import { userKeySchema } from '@/lib/users/schema'

export const getUserSchema = userKeySchema.extend({ includeInactive })

export const searchUsersSchema = z.object({
  accountId: id,
  q: searchText,
  cursor: z.string().default('').catch(''),
})
