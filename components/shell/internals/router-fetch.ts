import { onEvent, sendEvent } from '@/components/ui/window-events'

// Read in next 16.4.6.
// Next's router asks for a page with an `rsc` header. If the request fails, the router loads the page
// as a new document, and the browser replaces the console with its own error page. A navigation to
// the current page cancels the one that is pending, and `history.replaceState` is such a navigation.

// A proxy sends them when the server behind it doesn't respond.
const gatewayErrors = [502, 503, 504]

/** Keeps the document when the router can't reach the server. */
export function keepDocumentOffline(): void {
  const { fetch } = window
  window.fetch = (input, init) => {
    const send = () => fetch(input, init)
    return isRouterRequest(init) ? fetchPage(send, new URL(String(input))) : send()
  }
}

// Forms are not among them: they show the error themselves, and must not be sent twice.
function isRouterRequest(init: RequestInit | undefined): boolean {
  return new Headers(init?.headers).has('rsc') && init?.method === undefined
}

async function fetchPage(send: () => Promise<Response>, url: URL): Promise<Response> {
  const response = await send().catch(() => null)
  if (response && !gatewayErrors.includes(response.status)) return response
  sendEvent('connection-lost', null)
  if (isCurrentPage(url)) {
    await connectionRestored()
    return fetchPage(send, url)
  }
  window.history.replaceState(null, '', window.location.href)
  return new Promise(() => {})
}

/** Whether the router reloads the page, or is on its way back to it and has changed the URL. */
function isCurrentPage(url: URL): boolean {
  const { pathname, search } = window.location
  const params = new URLSearchParams(url.search)
  params.delete('_rsc')
  return url.pathname === pathname && String(params) === String(new URLSearchParams(search))
}

function connectionRestored(): Promise<void> {
  return new Promise((resolve) => {
    const stop = onEvent('connection-restored', () => {
      stop()
      resolve()
    })
  })
}
