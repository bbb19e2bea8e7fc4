import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/** Sends one request and reads its whole answer; milliseconds. */
export function timed(port, { method = 'GET', path, headers = {}, body }) {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const length =
    text === undefined
      ? {}
      : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const sent = request(
      { agent, port, host: '127.0.0.1', method, path, headers: { ...headers, ...length } },
      (answer) => {
        answer.on('data', () => {})
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve(performance.now() - began)
          else reject(new Error(`${method} ${path} answered ${answer.statusCode}`))
        })
      },
    )
    sent.on('error', reject)
    sent.end(text)
  })
}

export function percentile(times, share) {
  const sorted = times.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))]
}

export const median = (times) => percentile(times, 50)
