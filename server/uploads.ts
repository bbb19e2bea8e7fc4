import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import { bodyChunks, malformed, whyActionsRejected } from '@/server/forms'
import { BODY_LIMIT, bodyLength, type Rejection, tooLarge } from '@/server/limits'

const limits = { files: 1, fields: 100, fieldSize: BODY_LIMIT, headerPairs: 100 }

type Upload = { form: FormData; file: Buffer<ArrayBuffer> }

/**
 * Takes the file out of a form while it arrives; Next gets the form with an empty file. Next would
 * parse all of it without a pause, and every other request would wait.
 */
export async function receiveUpload(
  request: IncomingMessage,
): Promise<{ rejection?: Rejection; file?: Upload['file'] }> {
  const isMultipart = request.headers['content-type']?.startsWith('multipart/form-data')
  const upload = isMultipart ? await readUpload(request).catch(() => undefined) : undefined
  if (request.destroyed) throw new Error('The client disconnected.')
  if (!upload) {
    request.resume()
    return { rejection: isMultipart ? malformed : tooLarge(BODY_LIMIT) }
  }
  const rejection = whyActionsRejected(upload.form)
  if (rejection) return { rejection }
  const rest = new Response(upload.form)
  const body = Buffer.from(await rest.arrayBuffer())
  if (body.length > BODY_LIMIT) return { rejection: tooLarge(BODY_LIMIT) }
  request.headers['content-type'] = rest.headers.get('content-type') ?? ''
  request.headers['content-length'] = String(body.length)
  request.unshift(body)
  return { file: upload.file }
}

async function readUpload(request: IncomingMessage): Promise<Upload> {
  const { 'content-type': type = '' } = request.headers
  const parser = new Busboy({ headers: { 'content-type': type }, limits, preservePath: true })
  const form = new FormData()
  // Its pages take memory once they are written.
  const buffer = Buffer.allocUnsafeSlow(bodyLength(request.headers))
  let size = 0
  const fail = () => parser.destroy(new Error('The form is malformed.'))
  parser.on('filesLimit', fail).on('fieldsLimit', fail)
  parser.on('field', (name, value, _, isTruncated) => {
    if (isTruncated) fail()
    form.append(name, value)
  })
  parser.on('file', (name, file, fileName, _, contentType) => {
    form.append(name, new File([], fileName, { type: contentType }))
    file.on('error', fail)
    file.on('data', (chunk: Buffer) => {
      size += chunk.copy(buffer, size)
    })
  })
  await pipeline(bodyChunks(request), parser)
  return { form, file: buffer.subarray(0, size) }
}
