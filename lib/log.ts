import { pino } from 'pino'
import { logLevelSet } from '@/lib/env'

/** One JSON line an event. Nothing that is logged may hold a password, secret or cookie. */
export const log = pino({
  level: logLevelSet(),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ['*.password', '*.secret', '*.cookie', '*.authorization', '*.connectionString'],
})
