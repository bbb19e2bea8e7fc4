import type { IncomingMessage, ServerResponse } from 'node:http'
import { recordDeniedForm } from '@/lib/transport/denied-form'
import { sessionTokenIn, uploadAccess } from '@/lib/transport/upload-access'
import type { Client } from '@/server/client'
import { isDocumentForm, peekBody, whyBodyRejected, whyFormRejected } from '@/server/forms'
import { redirectToSignIn } from '@/server/internals/action-redirect'
import { isLarge, type Rejection, reject } from '@/server/limits'
import type { ServerOptions } from '@/server/options'

const uploadForbidden = { status: 403, message: 'Only organization administrators can do this.' }

/** Whether Next may read the form; if not, it has been answered. */
export async function acceptForm(
  request: IncomingMessage,
  response: ServerResponse,
  client: Client,
  options: ServerOptions,
): Promise<boolean> {
  const rejection =
    whyFormRejected(request, options) ??
    (await whyUploadRejected(request, client)) ??
    (isDocumentForm(request) ? await whyDocumentRejected(request, response) : undefined)
  if (rejection === 'signed-out') redirectToSignIn(request, response)
  else if (rejection) {
    if (rejection.status === 403) {
      const token = sessionTokenIn(request.headers.cookie)
      await recordDeniedForm(token, client, rejection.message)
    }
    reject(response, rejection, client.requestId)
  }
  return !rejection
}

async function whyDocumentRejected(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Rejection | undefined> {
  const formBody = await peekBody(request)
  // A page that can't show its form offers to send it again.
  if (!isLarge(request)) Object.assign(response, { formBody })
  return whyBodyRejected(formBody)
}

async function whyUploadRejected(
  request: IncomingMessage,
  client: Client,
): Promise<Rejection | 'signed-out' | undefined> {
  if (!isLarge(request)) return undefined
  const access = await uploadAccess(request.headers.cookie, client)
  if (access === 'allowed') return undefined
  return access === 'forbidden' ? uploadForbidden : access
}
