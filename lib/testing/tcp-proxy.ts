import { connect, createServer, type Socket } from 'node:net'

/** A proxy that can freeze its connections: then it accepts data but forwards none. */
export async function tcpProxy(url: string) {
  const { hostname, port } = new URL(url)
  const sockets = new Set<Socket>()
  let frozen = false
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.on('data', (data) => to.write(data))
      from.on('close', () => to.destroy())
      from.on('error', () => to.destroy())
      if (frozen) from.pause()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const listeningPort = typeof address === 'object' && address ? address.port : 0
  return {
    url: Object.assign(new URL(url), { port: String(listeningPort) }).href,
    freeze(): void {
      frozen = true
      for (const socket of sockets) socket.pause()
    },
    thaw(): void {
      frozen = false
      for (const socket of sockets) socket.resume()
    },
    close(): void {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
