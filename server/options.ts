import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Site } from '@/server/host'

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export type ServerOptions = Site & {
  development: boolean
  secure: boolean
  port: number
  /** How many trusted reverse proxies append to X-Forwarded-For. */
  proxies: number
}
