import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll } from 'vitest'

/** Lets the servers listen on free ports while the tests of a file run. */
export function listenDuringTests(servers: Server[]): void {
  beforeAll(async () => {
    for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening')
  })
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections()
      server.close()
    }
  })
}

type Exchange = {
  lines: string[]
  /** What the end of the response looks like. */
  end: RegExp
  /** What to send when a part of the response has arrived. */
  reply?: (received: string) => string | undefined
}

/** What the server answers to these lines, byte for byte. */
export async function sendLines(server: Server, { lines, end, reply }: Exchange): Promise<string> {
  const address = server.address()
  const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1')
  let received = ''
  socket.on('data', (data) => {
    received += data
    const more = reply?.(received)
    if (end.test(received)) socket.destroy()
    else if (more) socket.write(more)
  })
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  await once(socket, 'close')
  return received
}
