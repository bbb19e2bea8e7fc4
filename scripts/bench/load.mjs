import { Agent, request as httpRequest } from 'node:http'

export const CONCURRENCY = 16

const sequential = new Agent({ keepAlive: true, maxSockets: 1 })
export const concurrent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY })

/** Sends a request and reads the whole response. Returns milliseconds, also to the first byte. */
export function send(port, { method = 'GET', path, headers = {}, body }, agent = sequential) {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const contentHeaders =
    text === undefined
      ? {}
      : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }
  return new Promise((resolve, reject) => {
    const startedAt = performance.now()
    let firstByte = 0
    const options = { agent, port, host: '127.0.0.1', method, path }
    const request = httpRequest(
      { ...options, headers: { ...headers, ...contentHeaders } },
      (response) => {
        response.on('data', () => {
          firstByte ||= performance.now() - startedAt
        })
        response.on('end', () => {
          const duration = performance.now() - startedAt
          if (response.statusCode === 200) resolve({ duration, firstByte })
          else reject(new Error(`${method} ${path} returned ${response.statusCode}.`))
        })
      },
    )
    request.on('error', reject)
    request.end(text)
  })
}

export async function throughput(port, count, nextRequest) {
  const startedAt = performance.now()
  let remaining = count
  const work = async () => {
    while (remaining > 0) {
      remaining -= 1
      await send(port, await nextRequest(), concurrent)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, work))
  return (count * 1000) / (performance.now() - startedAt)
}

export function percentile(values, percent) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]
}

export const median = (values) => percentile(values, 50)

export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`
