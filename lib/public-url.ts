import type { Settings } from '@/lib/env'

type Address = Pick<Settings, 'APP_URL' | 'HOST' | 'PORT'>

const wildcards = ['0.0.0.0', '::']

/**
 * Where people open the console: APP_URL or, without it, the address that the server listens on.
 * Never the Host header, which the sender of a request chooses.
 */
export function publicUrl({ APP_URL, HOST, PORT }: Address): string {
  return APP_URL ?? `http://${localHost(HOST)}:${PORT}`
}

function localHost(host: string): string {
  return [...wildcards, '127.0.0.1'].includes(host) ? 'localhost' : urlHost(host)
}

/** Puts an IPv6 address into brackets. */
export function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
