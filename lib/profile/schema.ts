import { z } from 'zod'
import { id } from '@/lib/ids'
import { link } from '@/lib/links/schema'
import { email, firstName, lastName } from '@/lib/users/schema'

export const updateNameSchema = z.strictObject({ version: id.optional(), firstName, lastName })

export const changeEmailSchema = z.strictObject({ version: id.optional(), email })

export const confirmEmailSchema = z.strictObject({ link })

export const emptySchema = z.object({})
