import type { IncomingMessage, ServerResponse } from 'node:http'
import { actorOfSession, type Origin } from '@/lib/auth/actor'
import { sessionCookie } from '@/lib/auth/cookie'
import { allows } from '@/lib/auth/permissions'
import { isOwnOrigin } from '@/lib/transport/own-origin'

type Understood = { understood?: boolean }

/** A form for a page, which Next takes for an action if it can. */
export function isForm({ method, url = '/' }: IncomingMessage): boolean {
  return method === 'POST' && !url.startsWith('/api/')
}

/** Whether the form is from this site; then Next, which compares hosts by itself, is told so. */
export function isOwnForm({ headers }: IncomingMessage, site: string | undefined): boolean {
  const { origin, host } = headers
  if (!isOwnOrigin({ origin, host }, site)) return false
  headers['x-forwarded-host'] = new URL(origin ?? '').host
  return true
}

/** Whether it comes with the session of an administrator. */
export async function isAdministrator({ headers }: IncomingMessage, origin: Origin) {
  const { name } = sessionCookie()
  const sent = (headers.cookie ?? '').split('; ').find((part) => part.startsWith(`${name}=`))
  if (!sent) return false
  const actor = await actorOfSession(sent.slice(name.length + 1), origin)
  return actor !== null && allows(actor, 'accounts:write')
}

/** Next answers 500 to a form that it cannot read: unless an action was reached, that is a 400. */
export function blameSender(response: ServerResponse & Understood): void {
  const writeHead = response.writeHead.bind(response)
  const blamed = (status: number, ...rest: unknown[]) => {
    const told = status === 500 && !response.understood ? 400 : status
    return Reflect.apply(writeHead, response, [told, ...rest])
  }
  Object.assign(response, { writeHead: blamed })
}
