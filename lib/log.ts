import { AsyncLocalStorage } from 'node:async_hooks'
import { pino } from 'pino'
import { readLogLevel } from '@/lib/env'
import { processSingleton } from '@/lib/process-singleton'

const requestIds = processSingleton('request-ids', () => new AsyncLocalStorage<string>())

// JSON escapes only the first 32 control characters. Terminals and viewers also obey the others,
// and line separators, and characters that reverse the direction of text.
const obeyed = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** Never log a password, a secret or a cookie. The redaction is only a safety net. */
export const log = processSingleton('log', () =>
  pino(
    {
      level: readLogLevel(),
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: [
        '*.password',
        '*.secret',
        '*.cookie',
        '*.authorization',
        '*.connectionString',
        // Added by the pool to its errors: the whole connection, with every statement it prepared.
        'err.client',
      ],
      mixin: () => {
        const requestId = requestIds.getStore()
        return requestId ? { requestId } : {}
      },
      hooks: { streamWrite: (line) => line.replace(obeyed, escapeUnits) },
    },
    // Not `process.stdout`, whose output the server sends here.
    pino.destination(1),
  ),
)

/** Everything that is logged while `run` and what it starts are running names the request. */
export function withRequestId<T>(requestId: string, run: () => T): T {
  return requestIds.run(requestId, run)
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16)
    return `\\u${unit.padStart(4, '0')}`
  }).join('')
}
