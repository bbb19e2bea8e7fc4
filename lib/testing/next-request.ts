import { createRequire } from 'node:module'
import { trustClientHeaders } from '@/lib/transport/trusted-client'

type Options = { maxAge?: number; expires?: Date; secure?: boolean }
type Kept = { value: string; options: Options }

const site = 'localhost:3000'
let sent = new Headers()
let jar = new Map<string, Kept>()

/**
 * A request as Next would hand it to an action, from a browser that keeps its cookies from one
 * request to the next; for `vi.mock('next/headers', () => import('@/lib/testing/next-request'))`.
 */
export function setRequest(headers: { [name: string]: string } = {}): void {
  trustClientHeaders()
  const own = { host: site, origin: `http://${site}`, 'x-client-address': '192.0.2.1' }
  sent = new Headers({ ...own, 'x-request-id': 'test', ...headers })
}

/** A browser that was never here. */
export function clearCookies(): void {
  jar = new Map()
}

export function cookie(name: string): Kept | undefined {
  return jar.get(name)
}

export async function headers(): Promise<Headers> {
  return sent
}

export async function cookies() {
  return {
    get: (name: string) => jar.get(name),
    getAll: () => [...jar].map(([name, { value }]) => ({ name, value })),
    set(name: string, value: string, options: Options = {}) {
      if (options.maxAge === 0) jar.delete(name)
      else jar.set(name, { value, options })
    },
  }
}

/** Takes what an answer sets, as a browser would. */
export async function storeCookies(answer: Response): Promise<void> {
  const { set } = await cookies()
  for (const line of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    const maxAge = /max-age=(\d+)/i.exec(line)?.[1]
    set(name, decodeURIComponent(value), maxAge === undefined ? {} : { maxAge: Number(maxAge) })
  }
}

// next-auth asks for them with `require`, which no mock of a module reaches.
Object.assign(createRequire(import.meta.url)('next/headers'), { headers, cookies })
