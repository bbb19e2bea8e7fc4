import { once } from 'node:events'
import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { beforeEach, expect, test, vi } from 'vitest'
import { sessionCookie } from '@/lib/auth/cookies'
import { log } from '@/lib/log'
import * as make from '@/lib/testing/factories'
import { listenDuringTests } from '@/lib/testing/raw-http'
import { readUpload } from '@/lib/transport/upload'
import { createHttpServer } from '@/server/http'
import type { Handler } from '@/server/options'

const MB = 1024 * 1024

type Received = { bodyLength: number; fields: { [name: string]: unknown } }

let received: Received | undefined
let cookie: Promise<string> | undefined

// A stand-in for Next that parses the form as Next does and reads it as an action does.
const pages: Handler = async (request, response) => {
  const body = new Uint8Array(await buffer(request))
  if (request.method === 'POST') {
    const headers = { 'Content-Type': request.headers['content-type'] ?? '' }
    const form = await new Response(body, { headers }).formData()
    received = { bodyLength: body.length, fields: await readUpload(form) }
  }
  response.end('the page')
}

const server = createHttpServer(pages, {
  host: '127.0.0.1',
  port: 3000,
  development: false,
  secure: false,
  proxies: 0,
})
listenDuringTests([server])
beforeEach(() => {
  received = undefined
})

async function signIn(): Promise<string> {
  const { userId } = await make.organization()
  return `${sessionCookie().name}=${await make.createSession(userId)}`
}

const url = () => {
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

async function headersOf(contentType: string) {
  cookie ??= signIn()
  return { Origin: url(), Cookie: await cookie, 'Content-Type': contentType }
}

async function send(
  body: Uint8Array<ArrayBuffer>,
  { contentType = 'multipart/form-data; boundary=x', ...more }: { [name: string]: string } = {},
): Promise<Response> {
  const headers = { ...(await headersOf(contentType)), ...more }
  return fetch(`${url()}/security/accounts/import`, { method: 'POST', headers, body })
}

function part(disposition: string, content: Uint8Array | string): Buffer {
  const head = Buffer.from(`--x\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`)
  return Buffer.concat([head, Buffer.from(content), Buffer.from('\r\n')])
}

const end = Buffer.from('--x--\r\n')
const body = (...parts: Buffer[]) => new Uint8Array(Buffer.concat(parts))
const filePart = (content: Uint8Array | string) => part('name="content"; filename="a.csv"', content)

test.each([
  ['sent by a script', { 'Next-Action': 'a' }],
  ['sent without one', {}],
])('a large file %s arrives as it is, beside a small form', async (_, headers) => {
  // Beginnings of the boundary, bytes of no encoding, and names that are not ASCII.
  const content = Buffer.concat([
    Buffer.from('\r\n--\r\n-x\r\n--y'.repeat(20_000)),
    Buffer.from([0, 0xff, 0xfe, 13]),
  ])
  const response = await send(
    body(
      part('name="accountId"', '7'),
      part('name="content"; filename="Kün den 🦊.csv"', content),
      part('name="note"', 'Zwei\r\nZeilen'),
      end,
    ),
    headers,
  )
  expect(response.status).toBe(200)
  // Next parses a form without a pause.
  expect(received?.bodyLength).toBeLessThan(1_000)
  const { content: file, ...texts } = received?.fields ?? {}
  expect(texts).toEqual({ accountId: '7', note: 'Zwei\r\nZeilen', file: 'Kün den 🦊.csv' })
  expect(file instanceof Uint8Array && content.equals(file)).toBe(true)
})

test('a small file is read from its form', async () => {
  const response = await send(body(filePart('name\nA\n'), end), { 'Next-Action': 'a' })
  expect(response.status).toBe(200)
  expect(received?.fields).toEqual({
    file: 'a.csv',
    content: new Uint8Array(Buffer.from('name\nA\n')),
  })
})

const large = 'a'.repeat(70_000)

test.each<[string, number, () => Uint8Array<ArrayBuffer>, { [name: string]: string }?]>([
  ['that breaks off in its file', 400, () => body(filePart(large))],
  ['with two files', 400, () => body(filePart(large), filePart('b'), end)],
  [
    'with a thousand fields',
    400,
    () => body(...Array(1_000).fill(part('name="a"', 'b'.repeat(99))), end),
  ],
  ['with a large text', 400, () => body(part('name="a"', large), filePart('b'), end)],
  [
    'with many texts',
    413,
    () => body(...Array(3).fill(part('name="a"', large.slice(0, 30_000))), filePart('b'), end),
  ],
  [
    'without a boundary',
    400,
    () => body(filePart(large), end),
    { contentType: 'multipart/form-data' },
  ],
  ['of another kind', 413, () => body(filePart(large), end), { contentType: 'text/plain' }],
  [
    'that names two actions',
    400,
    () =>
      body(part('name="$ACTION_ID_a"', ''), part('name="$ACTION_ID_b"', ''), filePart(large), end),
  ],
])('a large form %s is answered with %i and reaches no page', async (_, status, make, headers) => {
  const response = await send(make(), headers)
  expect(response.status).toBe(status)
  expect(await response.json()).toHaveProperty('requestId')
  expect(received).toBeUndefined()
})

test('a client that disconnects while it sends a file reaches no page', async () => {
  const warned = vi.spyOn(log, 'warn').mockReturnValue()
  const { hostname, port } = new URL(url())
  const socket = connect(Number(port), hostname)
  const head = {
    Host: new URL(url()).host,
    'Content-Length': MB,
    ...(await headersOf('multipart/form-data; boundary=x')),
  }
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`)
  socket.write(`POST /security/accounts/import HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  await once(server, 'request')
  socket.write(filePart(large))
  socket.destroy()
  await expect.poll(() => warned).toHaveBeenCalled()
  expect(received).toBeUndefined()
  expect((await fetch(`${url()}/login`)).status).toBe(200)
})
