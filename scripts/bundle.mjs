import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './ensure-installed.mjs'

/** Bundles one TypeScript program of the project for Node and loads it into this process. */
export async function load(file) {
  const { build } = await import('esbuild')
  const outfile = path.join(
    root,
    'node_modules/.cache/console',
    `${path.parse(file).name}-${process.pid}.mjs`,
  )
  mkdirSync(path.dirname(outfile), { recursive: true })
  await build({
    entryPoints: [path.join(root, file)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    alias: { '@': root },
    plugins: [serverOnly],
    logLevel: 'warning',
  })
  const loading = import(pathToFileURL(outfile).href)
  return loading.finally(() => rmSync(outfile, { force: true }))
}

// Outside Next the mark "server only" has nothing to guard.
const serverOnly = {
  name: 'server-only',
  setup(build) {
    build.onResolve({ filter: /^server-only$/ }, ({ path }) => ({ path, namespace: 'empty' }))
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: '' }))
  },
}
