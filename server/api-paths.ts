import type { IncomingMessage } from 'node:http'
import { API_PATH } from '@/lib/transport/api-path'

const OPENAPI_PATH = `${API_PATH}/openapi.json`

/** Whether the URL is that of the API, its document included. */
export function isBelowApi(url: string): boolean {
  return `${pathOf(url)}/`.startsWith(`${API_PATH}/`)
}

/** Whether the request is a call. Next serves the document. */
export function isApiCall({ method = '', url = '' }: IncomingMessage): boolean {
  const isDocument = pathOf(url) === OPENAPI_PATH && (method === 'GET' || method === 'HEAD')
  return isBelowApi(url) && !isDocument
}

/** The API ignores one trailing slash, and Next would redirect it. */
export function withoutTrailingSlash(url: string): string {
  return isBelowApi(url) ? url.replace(/^([^?]*[^/?])\/(?=\?|$)/, '$1') : url
}

/** Next redirects them. For the API they lead nowhere. */
export function hasRepeatedSlashes(url: string): boolean {
  return pathOf(url).includes('//')
}

export function pathOf(url: string): string {
  return url.split('?')[0] ?? ''
}
