import type { SentRequest } from '@/e2e/support/generated/send'

const MAX_ATTEMPTS = 200

/** The smallest request that still fails, found by leaving out one part after the other. */
export async function shrink(
  request: SentRequest,
  fails: (smaller: SentRequest) => Promise<boolean>,
): Promise<SentRequest> {
  let smallest = request
  let candidates = smallerThan(smallest)
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const candidate = candidates.shift()
    if (!candidate) return smallest
    if (!(await fails(candidate))) continue
    smallest = candidate
    candidates = smallerThan(smallest)
  }
  return smallest
}

function smallerThan(request: SentRequest): SentRequest[] {
  const { query, headers, body } = request
  const withoutHeader = (name: string) => {
    const { [name]: _, ...others } = headers
    return { ...request, headers: others }
  }
  return [
    ...query.map((_, index) => ({ ...request, query: query.toSpliced(index, 1) })),
    ...Object.keys(headers)
      .filter((name) => name !== 'Authorization' && name !== 'Content-Type')
      .map(withoutHeader),
    ...smallerBodies(body).map((smaller) => ({ ...request, body: smaller })),
  ]
}

function smallerBodies(body: string | undefined): string[] {
  const fields = parseObject(body)
  if (!fields) return body && body.length > 1 ? halves(body) : []
  return Object.entries(fields).flatMap(([name, value]) => {
    const { [name]: _, ...others } = fields
    const shorter = typeof value === 'string' && value.length > 1 ? halves(value) : []
    return [others, ...shorter.map((half) => ({ ...fields, [name]: half }))].map((each) =>
      JSON.stringify(each),
    )
  })
}

function parseObject(body = ''): { [name: string]: unknown } | undefined {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed && !Array.isArray(parsed)
      ? { ...parsed }
      : undefined
  } catch {
    return undefined
  }
}

function halves(text: string): string[] {
  const middle = Math.floor(text.length / 2)
  return [text.slice(0, middle), text.slice(middle)]
}
