import { onEvent, sendEvent } from '@/components/ui/window-events'

// A proxy sends them when the server behind it doesn't respond.
const gatewayErrors = [502, 503, 504]

/**
 * Keeps the document when the router can't reach the server. Next would load the page as a new
 * document instead, and the browser would replace the console with its own error page.
 */
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
  // The router takes it for a navigation to the current page, which cancels the one that failed.
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
