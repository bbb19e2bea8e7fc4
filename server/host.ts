import type { IncomingMessage } from 'node:http'
import { hostname, networkInterfaces } from 'node:os'
import { urlHost } from '@/lib/public-url'
import type { Rejection } from '@/server/limits'

export type Site = {
  /** The public URL. Without it, a request may only name a host of this machine. */
  appUrl?: string | undefined
  /** The host name or address that the server listens on. */
  host: string
}

// A request line may hold a whole URL, as it does when it is sent to a proxy.
const absoluteUrl = /^https?:\/\/([^/?#]*)\/?/i
const hostHeader = /^(\[[\da-f:.]+\]|[\w.-]+)(:\d{0,5})?$/i
const wildcards = ['0.0.0.0', '::']

const malformed = { status: 400, message: 'Send one Host header, with a host name or address.' }
const misdirected = {
  status: 421,
  message:
    'This server is not known by this host name. Use localhost or the address of the server, or ' +
    'set APP_URL to the URL that people open.',
}

/** Splits an absolute URL. Its host overrides the Host header (RFC 9112). */
export function splitAbsoluteUrl(request: IncomingMessage): void {
  const { url = '/', headers } = request
  const [start, host] = absoluteUrl.exec(url) ?? []
  if (start === undefined) return
  request.url = url.replace(start, '/')
  headers.host = host
}

/**
 * Why the server doesn't answer for the requested host. Otherwise the name of another site could be
 * made to resolve to this server, and scripts of that site could read the responses.
 */
export function whyHostRejected(
  { headers: { host }, headersDistinct, httpVersion }: IncomingMessage,
  { appUrl, host: listening }: Site,
): Rejection | undefined {
  const count = headersDistinct.host?.length ?? 0
  if (count > 1 || (count === 0 && httpVersion !== '1.0')) return malformed
  if (host === undefined) return undefined
  const name = hostHeader.test(host) ? parse(host)?.hostname.replace(/\.$/, '') : undefined
  if (!name) return malformed
  return appUrl || isOwnHost(name, listening) ? undefined : misdirected
}

/** The host and port that people open, as a browser writes them. */
export function publicHost({ headers }: IncomingMessage, { appUrl, host }: Site): string {
  if (appUrl) return new URL(appUrl).host
  return parse(headers.host ?? '')?.host ?? urlHost(host)
}

function isOwnHost(name: string, listening: string): boolean {
  const machine = hostname().toLowerCase()
  const firstLabel = machine.split('.')[0]
  const names = ['localhost', '127.0.0.1', '[::1]', machine, `${firstLabel}`, `${firstLabel}.local`]
  return names.includes(name) || addresses(listening).some((each) => parse(each)?.hostname === name)
}

// Read for each request, because the addresses of a machine change while the server runs.
function addresses(listening: string): string[] {
  if (!wildcards.includes(listening)) return [urlHost(listening)]
  const interfaces = Object.values(networkInterfaces()).flatMap((entries = []) => entries)
  return interfaces.map(({ address }) => urlHost(address))
}

function parse(host: string): URL | undefined {
  const url = `http://${host}`
  return URL.canParse(url) ? new URL(url) : undefined
}
