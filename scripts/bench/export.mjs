import { memoryOf } from './console-process.mjs'
import { seconds, send } from './load.mjs'

const SAMPLE_INTERVAL_MS = 50

export async function measureExport(port, { cookie, size }, server) {
  const before = memoryOf(server) ?? 0
  let peak = before
  const sampling = setInterval(() => {
    peak = Math.max(peak, memoryOf(server) ?? 0)
  }, SAMPLE_INTERVAL_MS)
  const request = { path: '/security/accounts/export', headers: { Cookie: cookie } }
  const { duration, firstByte } = await send(port, request)
  clearInterval(sampling)
  return {
    [`export of ${size} accounts, first byte`]: seconds(firstByte),
    [`export of ${size} accounts`]: seconds(duration),
    'memory growth during the export': `${peak - before} MiB`,
  }
}
