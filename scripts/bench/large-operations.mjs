import { gzipSync } from 'node:zlib'
import { asked } from './load.mjs'
import { memoryOf } from './world.mjs'

const written = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`

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
  const weight = async (path, headers) => {
    const at = `http://127.0.0.1:${port}`
    const html = await (await fetch(at + path, { headers })).text()
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
  const signedIn = { Cookie: cookie }
  return {
    'script of the list, gzip': await weight('/security/accounts', signedIn),
    'script of an account, gzip': await weight(`/security/accounts/${middle}`, signedIn),
    'script of the import, gzip': await weight('/security/accounts/import', signedIn),
    'script of the sign-in, gzip': await weight('/login', {}),
  }
}
