import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { HttpError } from '@/lib/transport/api-response'

const LIMIT = 64 * 1024

const fieldsSchema = z.record(z.string(), z.union([z.string(), z.boolean().transform(String)]))

/** What a POST sent, as JSON or as a form: texts by name. */
export async function sentFields(request: NextRequest): Promise<{ [name: string]: string }> {
  const type = request.headers.get('content-type') ?? ''
  const body = await textOf(request)
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(body))
  }
  if (!type.startsWith('application/json')) {
    throw new HttpError(415, 'Send JSON, or a form as application/x-www-form-urlencoded.')
  }
  const parsed = fieldsSchema.safeParse(jsonOf(body))
  if (!parsed.success) throw new HttpError(400, 'Send a JSON object of texts.')
  return parsed.data
}

async function textOf(request: NextRequest): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.length
    if (size > LIMIT) throw new HttpError(413, `The body is larger than ${LIMIT / 1024} KB.`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
