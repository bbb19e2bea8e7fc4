import { connect } from 'node:net'

const TIMEOUT_MS = 60_000
const STATUS_LINE = /HTTP\/1\.1 (\d{3}) /g

/** What a server sends back for these bytes before it closes the connection or falls silent. */
export type RawResponse = { statuses: number[]; text: string; ended: 'closed' | 'silent' }

/** Sends bytes as they are. After `endAfter` milliseconds of silence, the client says it is done. */
export function sendRaw(url: string, bytes: string, endAfter = TIMEOUT_MS): Promise<RawResponse> {
  const { port } = new URL(url)
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = connect(Number(port), '127.0.0.1')
    const finish = (ended: RawResponse['ended']) => {
      socket.destroy()
      const text = Buffer.concat(chunks).toString('latin1')
      const statuses = [...text.matchAll(STATUS_LINE)].map(([, status]) => Number(status))
      resolve({ statuses, text, ended })
    }
    socket.setTimeout(endAfter, () => {
      socket.end()
      socket.setTimeout(TIMEOUT_MS, () => finish('silent'))
    })
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.once('close', () => finish('closed'))
    // The server may refuse to read on.
    socket.once('error', () => {})
    socket.write(bytes, 'latin1')
  })
}
