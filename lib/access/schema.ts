import { sessionId } from '@/lib/sessions/schema'
import { userKeySchema } from '@/lib/users/schema'

export const endUserSessionSchema = userKeySchema.extend({ sessionId })
