import type { IncomingMessage } from 'node:http'

// Read in next 16.4.6.
// Next reads the body of a form and hands an action its fields, without those by which it finds the
// action. Node's parser puts each part of a body into the request with `push`, so this sees the parts
// without taking them from Next.

/** Returns the parts of the body that have arrived yet. */
export function watchBody(request: IncomingMessage): () => Buffer {
  const parts: Buffer[] = []
  const push = request.push.bind(request)
  request.push = (part: unknown, encoding?: BufferEncoding) => {
    if (Buffer.isBuffer(part)) parts.push(part)
    return push(part, encoding)
  }
  return () => Buffer.concat(parts)
}
