import { z } from 'zod'
import { id } from '@/lib/ids'
import { includeInactive } from '@/lib/listing/schema'
import { searchText } from '@/lib/search-text'
import { userKeySchema } from '@/lib/users/schema'

const cursor = z.string().default('').catch('')

export const getUserSchema = userKeySchema.extend({ includeInactive })

export const searchUsersSchema = z.object({
  accountId: id,
  q: searchText,
  cursor,
})

/** Each list of administrators has pages of its own. */
export const administratorsSchema = z.object({
  orgAdmins: cursor,
  accountAdmins: cursor,
  accounts: cursor,
})
