import { z } from 'zod'

export const sendTestMailSchema = z.object({})
