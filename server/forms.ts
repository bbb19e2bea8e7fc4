import type { IncomingMessage, ServerResponse } from 'node:http'
import { actorOfSession, type Origin } from '@/lib/auth/actor'
import { sessionCookie } from '@/lib/auth/cookies'
import { allows } from '@/lib/auth/permissions'
import { paths } from '@/lib/paths'
import { isSameOrigin } from '@/lib/transport/same-origin'

type Understood = { understood?: boolean }

/** A form for a page, which Next takes for an action if it can. */
export function isForm({ method, url = '/' }: IncomingMessage): boolean {
  return method === 'POST' && !url.startsWith('/api/')
}

/** Whether the form is from this site; then Next, which compares hosts by itself, is told so. */
export function isOwnForm({ headers }: IncomingMessage, site: string | undefined): boolean {
  const { origin, host } = headers
  if (!isSameOrigin({ origin, host }, site)) return false
  headers['x-forwarded-host'] = new URL(origin ?? '').host
  return true
}

/** Whose session it comes with, if with any that is alive. */
export async function senderOf(
  { headers }: IncomingMessage,
  origin: Origin,
): Promise<'administrator' | 'other' | undefined> {
  const { name } = sessionCookie()
  const sent = (headers.cookie ?? '').split('; ').find((part) => part.startsWith(`${name}=`))
  const actor = sent && (await actorOfSession(sent.slice(name.length + 1), origin))
  if (!actor) return undefined
  return allows(actor, 'accounts:write') ? 'administrator' : 'other'
}

/** Leads who is not signed in to the sign-in, and from there back to the page of the form. */
export function redirectToSignIn(
  { headers, url = '/' }: IncomingMessage,
  response: ServerResponse,
) {
  const place = paths.signInAndReturn(url)
  // A call of script would follow by itself and find no answer in the page: Next tells it like this.
  if (headers['next-action'] === undefined) {
    response.writeHead(303, { Location: place, Connection: 'close' }).end()
  } else {
    response.writeHead(401, { 'x-action-redirect': `${place};push`, Connection: 'close' }).end()
  }
}

/** Next answers 500 to a form that it cannot read: unless an action was reached, that is a 400. */
export function malformedActionsAs400(response: ServerResponse & Understood): void {
  const writeHead = response.writeHead.bind(response)
  const blamed = (status: number, ...rest: unknown[]) => {
    const told = status === 500 && !response.understood ? 400 : status
    return Reflect.apply(writeHead, response, [told, ...rest])
  }
  Object.assign(response, { writeHead: blamed })
}
