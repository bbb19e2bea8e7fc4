import { z } from 'zod'
import { id } from '@/lib/ids'

export const jobKeySchema = z.strictObject({ id })
