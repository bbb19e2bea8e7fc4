import { z } from 'zod'
import { id } from '@/lib/text'

export const jobKeySchema = z.strictObject({ id })
