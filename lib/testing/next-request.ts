import { createRequire } from 'node:module'
import { trustClientHeaders } from '@/lib/transport/trusted-client'

type Options = { maxAge?: number; expires?: Date; secure?: boolean }
type Cookie = Options & { name: string; value: string }
type StoredCookie = { value: string; options: Options }

const host = 'localhost:3000'
let current = new Headers()
let jar = new Map<string, StoredCookie>()

/**
 * Sets the headers of the current request. Cookies stay from one request to the next, as in a
 * browser. Use with `vi.mock('next/headers', () => import('@/lib/testing/next-request'))`.
 */
export function setRequest(headers: { [name: string]: string } = {}): void {
  trustClientHeaders()
  const defaults = { host, origin: `http://${host}`, 'x-client-address': '192.0.2.1' }
  current = new Headers({ ...defaults, 'x-request-id': 'test', ...headers })
}

export function clearCookies(): void {
  jar = new Map()
}

export function cookie(name: string): StoredCookie | undefined {
  return jar.get(name)
}

export async function headers(): Promise<Headers> {
  return current
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

// next-auth loads them with `require`, which `vi.mock` does not replace.
Object.assign(createRequire(import.meta.url)('next/headers'), { headers, cookies })
