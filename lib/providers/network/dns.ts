import 'server-only'
import { Resolver } from 'node:dns/promises'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'

const absent = ['ENODATA', 'ENOTFOUND']

/** The TXT records of a domain. An operator can choose the resolvers with DNS_SERVERS. */
export async function readTextRecords(domain: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 })
  const { DNS_SERVERS } = env()
  if (DNS_SERVERS) resolver.setServers(DNS_SERVERS)
  // Fully qualified, so that no search domain of the host is appended.
  const records = await resolver.resolveTxt(`${domain}.`).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (absent.includes(code)) return []
    const message = `The DNS of ${domain} didn't answer. Try again in a moment.`
    throw new AppError('unavailable', message, { cause: error })
  })
  return records.map((parts) => parts.join(''))
}
