import { gzipSync } from 'node:zlib'

export async function measurePageWeights(port, { cookie, sampleAccountId }) {
  const session = { Cookie: cookie }
  const weight = (path, headers) => pageWeight(`http://127.0.0.1:${port}`, path, headers)
  return {
    'scripts of the list, gzip': await weight('/security/accounts', session),
    'scripts of an account, gzip': await weight(`/security/accounts/${sampleAccountId}`, session),
    'scripts of the import, gzip': await weight('/security/accounts/import', session),
    'scripts of the sign-in page, gzip': await weight('/login', {}),
  }
}

async function pageWeight(origin, path, headers) {
  const html = await (await fetch(origin + path, { headers })).text()
  // Only browsers without modules load `nomodule` scripts.
  const tags = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)]
  const sources = tags.filter(([tag]) => !/nomodule/i.test(tag)).map(([, src]) => src)
  let bytes = 0
  for (const source of new Set(sources)) {
    bytes += gzipSync(await (await fetch(origin + source)).text()).length
  }
  return `${(bytes / 1024).toFixed(0)} KiB (HTML ${(gzipSync(html).length / 1024).toFixed(1)})`
}
