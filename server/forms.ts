import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { isSameOrigin } from '@/lib/transport/same-origin'
import type { FormBody } from '@/lib/transport/status'
import { pathOf } from '@/server/api-paths'
import { isPage, takesForms } from '@/server/form-paths'
import { bodyLength, type Rejection } from '@/server/limits'

type Options = { appUrl?: string | undefined; development: boolean }

const wrongPath = { status: 405, message: 'Only pages take forms.', allow: ['GET', 'HEAD'] }
const notFromHere = { status: 403, message: 'This form was not sent from this site.' }
export const malformed: Rejection = { status: 400, message: 'The form is malformed.' }

// How the names of the fields that name an action begin. Browsers don't escape them.
const actionNames = ['$ACTION_REF_', '$ACTION_ID_']

export function isForm({ method }: IncomingMessage): boolean {
  return method === 'POST'
}

/** Whether Next runs a server action, or says why it can't. */
export function isPageForm(request: IncomingMessage): boolean {
  return isForm(request) && isPage(pathOf(request.url ?? '/'))
}

/** Why Next must not get the form, decided before its body is read. */
export function whyFormRejected(
  { url = '/', headers: { origin, host } }: IncomingMessage,
  { appUrl, development }: Options,
): Rejection | undefined {
  const path = pathOf(url)
  // In development, scripts of Next itself send some.
  const isOfNext = development && path.startsWith('/__nextjs')
  if (!isOfNext && !takesForms(path)) return wrongPath
  // Browsers always send `Origin` with a form. Other clients of next-auth send its CSRF token only.
  const isOfClient = origin === undefined && path.startsWith('/api/')
  return isOfClient || isSameOrigin({ origin, host }, appUrl) ? undefined : notFromHere
}

/** Whether the body names the action, as in a form that browsers send without JavaScript. */
export function isDocumentForm(request: IncomingMessage): boolean {
  const { 'content-type': type = '', 'next-action': action } = request.headers
  return isPageForm(request) && type.startsWith('multipart/form-data') && action === undefined
}

/** Why the body of such a form is rejected. */
export async function whyBodyRejected({
  body,
  contentType,
}: FormBody): Promise<Rejection | undefined> {
  if (!mayNameTwoActions(body)) return undefined
  const headers = { 'Content-Type': contentType }
  return new Response(body, { headers }).formData().then(whyActionsRejected, () => malformed)
}

/** With two actions, Next would run one of them and show its result in the form of the other. */
export function whyActionsRejected(form: FormData): Rejection | undefined {
  const isAction = (name: string) => actionNames.some((start) => name.startsWith(start))
  return [...form.keys()].filter(isAction).length > 1 ? malformed : undefined
}

function mayNameTwoActions(body: Buffer): boolean {
  const found = actionNames.map((name) => [body.indexOf(name), body.lastIndexOf(name)])
  return new Set(found.flat().filter((index) => index !== -1)).size > 1
}

/** Reads the body and puts it back, so that Next can read it again. */
export async function peekBody(request: IncomingMessage): Promise<FormBody> {
  const chunks: Buffer[] = []
  for await (const chunk of bodyChunks(request)) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  request.unshift(body)
  return { body, contentType: request.headers['content-type'] ?? '' }
}

/** The body of a request with a Content-Length. The request doesn't end, so that it can be put back. */
export async function* bodyChunks(request: IncomingMessage): AsyncGenerator<Buffer> {
  for (let rest = bodyLength(request.headers); rest > 0; ) {
    if (request.destroyed) throw new Error('The client disconnected.')
    if (request.readableLength === 0) await once(request, 'readable')
    // To read beyond the last byte would end the request.
    const chunk: Buffer | null = request.read(request.readableLength)
    if (chunk) yield chunk
    rest -= chunk?.length ?? 0
  }
}
