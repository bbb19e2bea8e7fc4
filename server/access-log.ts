import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '@/lib/log'
import { pathOf } from '@/server/api-paths'
import type { Client } from '@/server/client'
import { beforeHead } from '@/server/response-head'

/** The status is 0 if the client disconnected before there was one. */
export function logWhenDone(
  { method, url = '/' }: IncomingMessage,
  response: ServerResponse,
  { requestId, address }: Client,
): void {
  const path = pathOf(url)
  if (path.startsWith('/_next/')) return
  const startedAt = performance.now()
  // Next changes `statusCode` even after the head was sent.
  let sentStatus = 0
  beforeHead(response, (status) => {
    sentStatus = status
    return status
  })
  response.on('close', () => {
    const ms = Math.round(performance.now() - startedAt)
    const disconnected = response.writableFinished ? undefined : true
    log.info({ requestId, method, path, status: sentStatus, ms, address, disconnected })
  })
}
