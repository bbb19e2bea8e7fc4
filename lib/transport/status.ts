import { AsyncLocalStorage } from 'node:async_hooks'
import { ServerResponse } from 'node:http'
import { processSingleton } from '@/lib/process-singleton'

type PageResponse = {
  statusCode: number
  /** Only set for a form. */
  actionReached?: boolean
  formBody?: FormBody
  uploadedFile?: Uint8Array
  actorFailure?: Error
}

/** The body of a form that a browser submitted by itself. */
export type FormBody = { contentType: string; body: Buffer<ArrayBuffer> }

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
  const response = responses.getStore()
  if (response instanceof ServerResponse) response.setHeader('Retry-After', String(seconds))
}

/** Adds HTML to the end of the document that is being rendered if its status becomes 500. */
export function appendToErrorPage(html: string): void {
  const response = responses.getStore()
  if (!(response instanceof ServerResponse) || 'errorHtml' in response) return
  const end = response.end.bind(response)
  const endWithHtml = (...rest: unknown[]) => {
    const isDocument = String(response.getHeader('Content-Type')).startsWith('text/html')
    if (response.statusCode === 500 && isDocument) response.write(html)
    return Reflect.apply(end, response, rest)
  }
  Object.assign(response, { end: endWithHtml, errorHtml: html })
}

/**
 * Reads the actor, unless that has failed in this request before. React's `cache` doesn't cover the action
 * that runs before a page, so without JavaScript a database that is gone would be waited for twice.
 */
export async function failOncePerRequest<T>(readActor: () => Promise<T>): Promise<T> {
  const response = responses.getStore()
  if (response?.actorFailure) throw response.actorFailure
  return readActor().catch((error: Error) => {
    if (response) response.actorFailure = error
    throw error
  })
}

export function currentFormBody(): FormBody | undefined {
  return responses.getStore()?.formBody
}

/** The file of a form that the server took out of it because it is large; in the form it is empty. */
export function currentUploadedFile(): Uint8Array | undefined {
  return responses.getStore()?.uploadedFile
}

/** From here on, an error is a bug. Before, Next could not read the form: its sender is at fault. */
export function markActionReached(): void {
  const response = responses.getStore()
  if (response) response.actionReached = true
}

/** Whether Next has failed before it reached the action that a form names. */
export function isUnreadForm(): boolean {
  return responses.getStore()?.actionReached === false
}
