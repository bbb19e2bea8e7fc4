import { Agent, request } from 'node:http'

const one = new Agent({ keepAlive: true, maxSockets: 1 })
export const many = new Agent({ keepAlive: true, maxSockets: 16 })

/** Sends one request and reads its whole answer; milliseconds, and when its first byte came. */
export function asked(port, { method = 'GET', path, headers = {}, body }, agent = one) {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const length =
    text === undefined
      ? {}
      : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }
  return new Promise((resolve, reject) => {
    const began = performance.now()
    let first = 0
    const sent = request(
      { agent, port, host: '127.0.0.1', method, path, headers: { ...headers, ...length } },
      (answer) => {
        answer.on('data', () => {
          first ||= performance.now() - began
        })
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve({ took: performance.now() - began, first })
          else reject(new Error(`${method} ${path} answered ${answer.statusCode}`))
        })
      },
    )
    sent.on('error', reject)
    sent.end(text)
  })
}

export const timed = async (port, request) => (await asked(port, request)).took

/** How many requests a second, 16 at once. */
export async function throughput(port, count, next) {
  const began = performance.now()
  let left = count
  const work = async () => {
    while (left > 0) {
      left -= 1
      await asked(port, await next(), many)
    }
  }
  await Promise.all(Array.from({ length: 16 }, work))
  return (count * 1000) / (performance.now() - began)
}

export function percentile(times, share) {
  const sorted = times.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))]
}

export const median = (times) => percentile(times, 50)
