import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

const sources = [
  'app',
  'components',
  'instrumentation-client.ts',
  'instrumentation.ts',
  'lib',
  'prisma/schema.prisma',
  'package-lock.json',
  'next.config.js',
  'postcss.config.js',
]

const isTest = /\.test(-d)?\.tsx?$/
// `prisma generate` writes it from the schema.
const generated = 'lib/db/generated'

/** A hash of what a build depends on: the same for the same sources in any directory. */
export function hashSources(directory: string): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => listFiles(directory, source))) {
    const content = readFileSync(path.join(directory, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function listFiles(directory: string, entry: string): string[] {
  const absolute = path.join(directory, entry)
  if (isTest.test(entry) || entry === generated || !existsSync(absolute)) return []
  if (!statSync(absolute).isDirectory()) return [entry]
  const names = readdirSync(absolute).sort()
  return names.flatMap((name) => listFiles(directory, `${entry}/${name}`))
}
