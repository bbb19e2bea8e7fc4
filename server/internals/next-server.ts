import { createServer } from 'node:http'
import next from 'next'
import type { Settings } from '@/lib/env'

// Read in next 16.4.6.
// On its first request, Next adds a listener for `upgrade` to the HTTP server it runs behind. In
// production that listener neither answers nor closes the connection. So Next gets a server that
// never listens. Without a listener, Node ignores the header and answers the request as usual.

export function createNextServer({ HOST, PORT }: Settings, development: boolean) {
  if (development) return next({ dev: true, hostname: HOST, port: PORT })
  return next({ dev: false, hostname: HOST, port: PORT, httpServer: createServer() })
}
