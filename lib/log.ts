import { pino } from 'pino'

/** One JSON line an event. Nothing that is logged may hold a password, secret or cookie. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ['*.password', '*.secret', '*.cookie', '*.authorization', '*.connectionString'],
})
