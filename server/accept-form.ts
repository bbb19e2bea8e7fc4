import type { IncomingMessage, ServerResponse } from 'node:http'
import { recordDeniedForm } from '@/lib/transport/denied-form'
import { sessionTokenIn, uploadAccess } from '@/lib/transport/upload-access'
import type { Client } from '@/server/client'
import { isDocumentForm, peekBody, whyBodyRejected, whyFormRejected } from '@/server/forms'
import { redirectToSignIn } from '@/server/internals/action-redirect'
import { isLarge, type Rejection, reject } from '@/server/limits'
import type { ServerOptions } from '@/server/options'
import { receiveUpload } from '@/server/uploads'

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
    (isLarge(request)
      ? await whyUploadRejected(request, response, client)
      : await whyDocumentRejected(request, response))
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
  if (!isDocumentForm(request)) return undefined
  const formBody = await peekBody(request)
  // A page that can't show its form offers to send it again.
  Object.assign(response, { formBody })
  return whyBodyRejected(formBody)
}

async function whyUploadRejected(
  request: IncomingMessage,
  response: ServerResponse,
  client: Client,
): Promise<Rejection | 'signed-out' | undefined> {
  const access = await uploadAccess(request.headers.cookie, client)
  if (access === 'signed-out') return access
  if (access === 'forbidden') return uploadForbidden
  const { file, rejection } = await receiveUpload(request)
  Object.assign(response, { uploadedFile: file })
  return rejection
}
