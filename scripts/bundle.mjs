import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './ensure-installed.mjs'

// If node_modules belongs to another user, bundles go to a temporary directory that links to it.
function outputDirectory() {
  const cache = path.join(root, 'node_modules/.cache/console')
  try {
    mkdirSync(cache, { recursive: true })
    accessSync(cache, constants.W_OK)
    return cache
  } catch {
    const temporary = mkdtempSync(path.join(tmpdir(), 'accounts-console-'))
    symlinkSync(path.join(root, 'node_modules'), path.join(temporary, 'node_modules'), 'junction')
    process.once('exit', () => rmSync(temporary, { recursive: true, force: true }))
    return temporary
  }
}

/** Bundles a TypeScript module and returns the path of the result. */
export async function bundle(file) {
  const { build } = await import('esbuild')
  const outfile = path.join(outputDirectory(), `${path.parse(file).name}-${process.pid}.mjs`)
  await build({
    entryPoints: [path.resolve(root, file)],
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
  return outfile
}

export async function load(file) {
  const outfile = await bundle(file)
  const module = import(pathToFileURL(outfile).href)
  return module.finally(() => rmSync(outfile, { force: true }))
}

// `server-only` throws when it is imported outside Next.
const serverOnly = {
  name: 'server-only',
  setup(build) {
    build.onResolve({ filter: /^server-only$/ }, ({ path }) => ({ path, namespace: 'empty' }))
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: '' }))
  },
}
