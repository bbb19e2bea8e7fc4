import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { HttpError } from '@/lib/transport/api-response'

const BODY_LIMIT = 64 * 1024

const fieldsSchema = z.record(z.string(), z.union([z.string(), z.boolean().transform(String)]))

export async function readFields(request: NextRequest): Promise<{ [name: string]: string }> {
  const type = request.headers.get('content-type') ?? ''
  const body = await readText(request)
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(body))
  }
  if (!type.startsWith('application/json')) {
    throw new HttpError(415, 'Send JSON, or a form as application/x-www-form-urlencoded.')
  }
  const parsed = fieldsSchema.safeParse(parseJson(body))
  if (!parsed.success) throw new HttpError(400, 'Send a JSON object with text values.')
  return parsed.data
}

async function readText(request: NextRequest): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > BODY_LIMIT) {
      throw new HttpError(413, `The body is larger than ${BODY_LIMIT / 1024} KB.`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
