import { format, stripVTControlCharacters } from 'node:util'
import { log } from '@/lib/log'

const MAX_LENGTH = 10_000

const consoleLevels = {
  debug: 'debug',
  log: 'info',
  info: 'info',
  warn: 'warn',
  error: 'error',
  trace: 'warn',
} as const

type Level = (typeof consoleLevels)[keyof typeof consoleLevels]

/**
 * Makes everything that libraries and Node print a line of the log, because it may contain text that
 * a client sent. Errors that nobody catches are logged too, and don't end the process.
 */
export function sendOutputToLog({ onUncaught }: { onUncaught(): void }): void {
  for (const [method, level] of Object.entries(consoleLevels)) {
    Reflect.set(console, method, (...parts: unknown[]) => logText(level, format(...parts)))
  }
  redirectStream(process.stdout, 'info')
  redirectStream(process.stderr, 'error')
  // Node prints warnings in a listener, past `process.stderr`.
  process.removeAllListeners('warning')
  process.on('warning', (warning) => log.warn({ err: warning }, 'Node warned'))
  process.setUncaughtExceptionCaptureCallback((error) => {
    log.fatal({ err: error }, 'an error was not caught')
    onUncaught()
  })
}

function redirectStream(stream: NodeJS.WriteStream, level: Level): void {
  const write = (chunk: unknown, ...rest: unknown[]) => {
    logText(level, chunk instanceof Uint8Array ? Buffer.from(chunk).toString() : String(chunk))
    const callback = rest.at(-1)
    if (typeof callback === 'function') process.nextTick(callback)
    return true
  }
  Reflect.set(stream, 'write', write)
}

function logText(level: Level, text: string): void {
  const message = stripVTControlCharacters(text).trim()
  if (message) log[level](message.slice(0, MAX_LENGTH))
}
