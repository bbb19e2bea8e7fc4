import { createRequire } from 'node:module'
import { trustClientHeaders } from '@/lib/transport/trusted-client'

type Options = { maxAge?: number; expires?: Date; secure?: boolean }
type Cookie = Options & { name: string; value: string }
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
    set(...args: [name: string, value: string, options?: Options] | [Cookie]) {
      const [name, value, options = {}] =
        args.length === 1 ? [args[0].name, args[0].value, args[0]] : args
      jar.set(name, { value, options })
    },
    delete: ({ name }: { name: string }) => jar.delete(name),
  }
}

// next-auth asks for them with `require`, which no mock of a module reaches.
Object.assign(createRequire(import.meta.url)('next/headers'), { headers, cookies })
