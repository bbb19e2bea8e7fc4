import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg'
import { processSingleton } from '@/lib/process-singleton'

// Read in @prisma/schema-engine-wasm 7.10.0-4.0edf323efd1d98336f3f0a68684b56f689b900d3.
// The package's own entry point loads its .wasm as an ES module, which Node cannot do. So the file
// is instantiated here with the glue that wasm-bindgen wrote beside it.

export async function schemaEngine(): Promise<typeof engine> {
  await processSingleton('schema-engine', instantiate)
  return engine
}

async function instantiate(): Promise<void> {
  const module = createRequire(import.meta.url).resolve(
    '@prisma/schema-engine-wasm/schema_engine_bg',
  )
  const bytes = readFileSync(path.join(path.dirname(module), 'schema_engine_bg.wasm'))
  const imports = Object.fromEntries(Object.entries(engine).map(withUnrefTimers))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': imports })
  engine.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
}

type Import = [name: string, value: WebAssembly.ImportValue]

// The engine leaves timers behind. They must not keep the process alive.
function withUnrefTimers([name, value]: Import): Import {
  if (!name.startsWith('__wbg_setTimeout_')) return [name, value]
  return [name, (callback: () => void, ms: number) => setTimeout(callback, ms).unref()]
}
