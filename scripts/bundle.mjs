import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './ensure-installed.mjs'

// Someone else may have installed the packages: then the program lies elsewhere, beside a link to
// them, for as long as this process runs.
function directory() {
  const own = path.join(root, 'node_modules/.cache/console')
  try {
    mkdirSync(own, { recursive: true })
    accessSync(own, constants.W_OK)
    return own
  } catch {
    const elsewhere = mkdtempSync(path.join(tmpdir(), 'accounts-console-'))
    symlinkSync(path.join(root, 'node_modules'), path.join(elsewhere, 'node_modules'), 'junction')
    process.once('exit', () => rmSync(elsewhere, { recursive: true, force: true }))
    return elsewhere
  }
}

/** Bundles one TypeScript program of the project for Node and loads it into this process. */
export async function load(file) {
  const { build } = await import('esbuild')
  const outfile = path.join(directory(), `${path.parse(file).name}-${process.pid}.mjs`)
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
