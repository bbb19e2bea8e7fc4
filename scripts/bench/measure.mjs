import { CONCURRENCY, median, percentile, send, throughput } from './load.mjs'

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 100)
const WARM_UP_ROUNDS = Math.ceil(ROUNDS / 4)

// Node optimizes code after some thousand runs. A server in production has long reached that.
const WARM_UP_REQUESTS = 300

export const columns = [
  'operation',
  'accounts',
  'p50 ms',
  'p95 ms',
  'p95 growth',
  `requests/s, ${CONCURRENCY} at once`,
  'bare p50 ms',
  'ratio',
]

export async function warmUp(operations, organization, ports) {
  for (const { createRequest } of operations) {
    for (const port of Object.values(ports)) {
      await throughput(port, WARM_UP_REQUESTS, () => createRequest(organization, port))
    }
  }
}

/** Alternates between servers and organizations, so that other load affects all of them alike. */
async function durations({ createRequest }, organizations, ports) {
  const results = organizations.map(() => ({ console: [], bare: [] }))
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    for (const [index, organization] of organizations.entries()) {
      for (const [server, port] of Object.entries(ports)) {
        const { duration } = await send(port, await createRequest(organization, port))
        if (round >= 0) results[index][server].push(duration)
      }
    }
  }
  return results
}

export async function measure(operation, organizations, ports) {
  const results = await durations(operation, organizations, ports)
  const smallestP95 = percentile(results[0].console, 95)
  const rows = []
  for (const [index, { console, bare }] of results.entries()) {
    const organization = organizations[index]
    const nextRequest = () => operation.createRequest(organization, ports.console)
    const rate = await throughput(ports.console, 2 * ROUNDS, nextRequest)
    const p95 = percentile(console, 95)
    rows.push([
      operation.name,
      organization.size.toLocaleString('en'),
      median(console).toFixed(1),
      p95.toFixed(1),
      (p95 / smallestP95).toFixed(2),
      rate.toFixed(0),
      median(bare).toFixed(1),
      (median(console) / median(bare)).toFixed(1),
    ])
  }
  return rows
}
