import type { IncomingMessage, ServerResponse } from 'node:http'
import { endpoints } from '@/lib/api/endpoints'
import { withRequestId } from '@/lib/log'
import { withReadLimit } from '@/lib/read-limit'
import { dispatch } from '@/lib/transport/dispatch'
import { sendResponse, toWebRequest } from '@/lib/transport/node-http'
import { withResponse } from '@/lib/transport/status'
import { trustClientHeaders } from '@/lib/transport/trusted-client'
import { acceptForm } from '@/server/accept-form'
import { logWhenDone } from '@/server/access-log'
import { hasRepeatedSlashes, isApiCall, pathOf, withoutTrailingSlash } from '@/server/api-paths'
import { type Client, identify } from '@/server/client'
import { isPage } from '@/server/form-paths'
import { isForm, isPageForm } from '@/server/forms'
import { setHeaders } from '@/server/headers'
import { splitAbsoluteUrl, whyHostRejected } from '@/server/host'
import { isNavigation, malformedRequestsAs400 } from '@/server/internals/malformed-requests'
import { reject, whyRejected } from '@/server/limits'
import type { Handler, ServerOptions } from '@/server/options'

export function createRequestHandler(pages: Handler, options: ServerOptions): Handler {
  trustClientHeaders()
  return (request, response) => {
    const client = identify(request, options)
    return withRequestId(client.requestId, () => handle(pages, request, response, client, options))
  }
}

async function handle(
  pages: Handler,
  request: IncomingMessage,
  response: ServerResponse,
  client: Client,
  options: ServerOptions,
): Promise<void> {
  splitAbsoluteUrl(request)
  request.url = withoutTrailingSlash(request.url ?? '/')
  const hostRejection = whyHostRejected(request, options)
  const isApi = isApiCall(request)
  setHeaders(request, response, client, options)
  logWhenDone(request, response, client)
  const rejection = hostRejection ?? whyRejected(request, isApi)
  if (rejection) return reject(response, rejection, client.requestId)
  // In development Next answers API calls as well, so that edits reload.
  const isForNext = options.development && !hasRepeatedSlashes(request.url)
  if (isApi && isForNext) return pages(request, response)
  if (isApi) return withReadLimit(() => callApi(request, response, client))
  if (isForm(request) && !(await acceptForm(request, response, client, options))) return
  if (isPageForm(request) || isNavigation(request)) malformedRequestsAs400(response)
  // The router reloads the whole page on any status but 200.
  const settable = isNavigation(request) ? undefined : response
  const render = () => withResponse(settable, () => pages(request, response))
  // A download reads until it is complete.
  return isPage(pathOf(request.url)) ? withReadLimit(render) : render()
}

async function callApi(request: IncomingMessage, response: ServerResponse, client: Client) {
  await sendResponse(await dispatch(endpoints, await toWebRequest(request), client), response)
}
