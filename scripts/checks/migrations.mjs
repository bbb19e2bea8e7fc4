import '../closed-pipe.mjs'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../ensure-installed.mjs'

// A migration that landed is frozen: databases exist that applied it as it was.
const directory = path.join(root, 'prisma/migrations')
const list = path.join(directory, 'checksums.txt')
const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex')

const files = readdirSync(directory, { recursive: true })
  .filter((file) => file.endsWith('.sql'))
  .map((file) => file.split(path.sep).join('/'))
  .toSorted()
const lines = readFileSync(list, 'utf8').split('\n').filter(Boolean)
const checksums = new Map(lines.map((line) => line.split('  ').toReversed()))

const missing = files
  .filter((file) => !checksums.has(file))
  .map(
    (file) =>
      `prisma/migrations/checksums.txt needs: ${sha256(path.join(directory, file))}  ${file}`,
  )
const changed = [...checksums].flatMap(([file, checksum]) => {
  const absolute = path.join(directory, file)
  if (existsSync(absolute) && sha256(absolute) === checksum) return []
  return [`prisma/migrations/${file} has changed since it landed. Restore it and add a migration.`]
})

const problems = [...missing, ...changed]
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.exitCode = problems.length > 0 ? 1 : 0
