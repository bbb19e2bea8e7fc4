import { AsyncLocalStorage } from 'node:async_hooks'
import { processSingleton } from '@/lib/process-singleton'

type PageResponse = {
  statusCode: number
  actionReached?: boolean
  setHeader?(name: string, value: string): unknown
}

const responses = processSingleton(
  'responses',
  () => new AsyncLocalStorage<PageResponse | undefined>(),
)

export function withResponse<T>(response: PageResponse | undefined, render: () => T): T {
  return responses.run(response, render)
}

/**
 * Sets the status of the page that is being rendered. Next would have the page throw, but then it
 * sends an empty document that only a script can fill.
 */
export function setStatus(status: number): void {
  const response = responses.getStore()
  if (response) response.statusCode = status
}

/** Tells clients and proxies after how many seconds the page may be available again. */
export function setRetryAfter(seconds: number): void {
  responses.getStore()?.setHeader?.('Retry-After', String(seconds))
}

/** From here on, an error is a bug. Before, Next could not read the form: its sender is at fault. */
export function markActionReached(): void {
  const response = responses.getStore()
  if (response) response.actionReached = true
}
