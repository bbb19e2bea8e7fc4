import type { IncomingMessage, ServerResponse } from 'node:http'
import { beforeHead } from '@/server/response-head'

// Read in next 16.4.6.
// Next answers 500 to a form that it cannot parse, and to a navigation whose Next-Router-State-Tree
// header it cannot parse. Both fail before any code of this program runs, so the sender is at fault.
// An error in a page never reaches a navigation as a status: Next sends it within the payload.

type PageResponse = ServerResponse & { actionReached?: boolean }

/** Whether the router in the browser asks for a page. */
export function isNavigation({ headers }: IncomingMessage): boolean {
  return headers.rsc !== undefined
}

/** Turns Next's 500 into 400, unless an action was reached. */
export function malformedRequestsAs400(response: PageResponse): void {
  response.actionReached = false
  beforeHead(response, (status) => (status === 500 && !response.actionReached ? 400 : status))
}
