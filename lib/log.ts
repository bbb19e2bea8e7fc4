import { pino } from 'pino'
import { readLogLevel } from '@/lib/env'

/** Never log a password, a secret or a cookie. The redaction is only a safety net. */
export const log = pino({
  level: readLogLevel(),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ['*.password', '*.secret', '*.cookie', '*.authorization', '*.connectionString'],
})
