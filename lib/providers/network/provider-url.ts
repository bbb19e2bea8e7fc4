import 'server-only'
import { isIP } from 'node:net'
import { env } from '@/lib/env'
import { isPublicAddress } from '@/lib/providers/network/public-address'

const localHosts = ['localhost', '127.0.0.1', '[::1]']

/** Why the server must not contact this URL. The addresses of a name are checked when it connects. */
export function whyUrlRejected(url: URL): string | undefined {
  const { protocol, hostname, username, password } = url
  if (username || password) return 'The URL must not contain a user name or a password.'
  const isPrivate = isPrivateHost(hostname)
  const mayBePlain = isPrivate && localHosts.includes(hostname)
  if (protocol !== 'https:' && !(protocol === 'http:' && mayBePlain)) {
    return 'The URL must begin with https://.'
  }
  const address = hostname.replace(/^\[|\]$/g, '')
  if (isPrivate || isIP(address) === 0 || isPublicAddress(address)) return undefined
  return 'This is an address of a private network, which the operator has not allowed.'
}

/** Whether the operator lets the server contact this host in a private network. */
export function isPrivateHost(hostname: string): boolean {
  return env().PRIVATE_PROVIDER_HOSTS.includes(hostname)
}
