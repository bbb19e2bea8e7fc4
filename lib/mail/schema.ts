import { z } from 'zod'
import { id } from '@/lib/ids'

export const sendTestMailSchema = z.object({})

export const mailOfUserSchema = z.object({ userId: id })
