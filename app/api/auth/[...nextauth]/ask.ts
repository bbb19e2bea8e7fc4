import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import type { Origin } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { authOptions } from '@/lib/sessions/next-auth-options'
import { HttpError } from '@/lib/transport/api-response'
import { setTrustedDeviceCookie } from '@/lib/transport/request'

type Asked = {
  url: string
  path: string[]
  /** What was sent, by name; nothing for a GET. */
  fields: { [name: string]: string } | undefined
  origin: Origin
}

/** What next-auth answers; what it would swallow or tell on a page of its own is thrown. */
export async function askNextAuth({ url, path, fields, origin }: Asked): Promise<Response> {
  const failures: unknown[] = []
  const failed = (error: unknown) => failures.push(error)
  const sent = fields && { method: 'POST', body: new URLSearchParams(fields) }
  const answer: Response = await NextAuth(
    new NextRequest(new URL(new URL(url).pathname, url), sent),
    { params: { nextauth: path } },
    authOptions({ origin, keepDevice: setTrustedDeviceCookie, failed }),
  )
  if (failures.length > 0) throw refusalOf(failures[0])
  if (answer.status >= 500) throw new HttpError(400, 'A cookie of this request is not valid.')
  const target = new URL(answer.headers.get('location') ?? '/', url)
  if (!target.pathname.startsWith('/api/auth/')) return answer
  throw new HttpError(403, 'Send the csrfToken of /api/auth/csrf together with its cookie.')
}

function refusalOf(error: unknown): unknown {
  const isWrong = error instanceof AppError && error.code === 'invalid'
  if (!isWrong || Object.keys(error.fields).length > 0) return error
  return new HttpError(401, error.message)
}
