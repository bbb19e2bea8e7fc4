import { gzipSync } from 'node:zlib'
import { asked, timed } from './bench-load.mjs'
import { memoryOf } from './bench-world.mjs'

const BASE = '/elements/api-v2'
const written = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`

/** Deletes the account with many users while others read and write. */
export async function deletion(port, { crowd, userSecret, organizationSecret, cookie }) {
  const headers = { Authorization: `User ${userSecret}, Organization ${organizationSecret}` }
  const began = performance.now()
  let took
  const deleting = timed(port, { method: 'DELETE', path: `${BASE}/accounts/${crowd}`, headers })
  const finished = deleting.finally(() => {
    took = performance.now() - began
  })
  // Told below, when the others have been answered.
  finished.catch(() => {})
  const others = { read: 0, write: 0 }
  const note = (what, took) => {
    others[what] = Math.max(others[what], took)
  }
  while (took === undefined) {
    const page = { path: '/security/accounts', headers: { Cookie: cookie } }
    const body = { externalId: `meanwhile-${performance.now()}` }
    const [read, write] = await Promise.all([
      fetchTimed(port, page),
      fetchTimed(port, { method: 'POST', path: `${BASE}/accounts`, headers, body }),
    ])
    note('read', read)
    note('write', write)
  }
  await finished
  return {
    'deleting the account with many users': written(took),
    'slowest page meanwhile': written(others.read),
    'slowest addition meanwhile': written(others.write),
  }
}

async function fetchTimed(port, { path, body, headers, method = 'GET' }) {
  const began = performance.now()
  const type = body ? { 'Content-Type': 'application/json' } : {}
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    ...{ method, headers: { ...headers, ...type } },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`)
  return performance.now() - began
}

/** Reads the export of everything, and watches the server's memory. */
export async function exported(port, { cookie, size }, server) {
  const before = memoryOf(server) ?? 0
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, memoryOf(server) ?? 0)
  }, 50)
  const headers = { Cookie: cookie }
  const { took, first } = await asked(port, { path: '/security/accounts/export', headers })
  clearInterval(watch)
  return {
    [`export of ${size} accounts, first byte`]: written(first),
    [`export of ${size} accounts`]: written(took),
    'growth of memory meanwhile': `${most - before} MiB`,
  }
}

/** Gzip bytes of the script that each page loads first. */
export async function weights(port, { cookie, middle }) {
  const weight = async (path) => {
    const at = `http://127.0.0.1:${port}`
    const html = await (await fetch(at + path, { headers: { Cookie: cookie } })).text()
    // Without what only browsers load that know no modules.
    const tags = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)]
    const loaded = tags.filter(([tag]) => !/nomodule/i.test(tag))
    const sources = new Set(loaded.map(([, src]) => src))
    let bytes = 0
    for (const source of sources) {
      bytes += gzipSync(await (await fetch(at + source)).text()).length
    }
    return `${(bytes / 1024).toFixed(0)} KiB (HTML ${(gzipSync(html).length / 1024).toFixed(1)})`
  }
  return {
    'script of the list, gzip': await weight('/security/accounts'),
    'script of an account, gzip': await weight(`/security/accounts/${middle}`),
    'script of the import, gzip': await weight('/security/accounts/import'),
  }
}
