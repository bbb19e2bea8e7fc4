import '../closed-pipe.mjs'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../ensure-installed.mjs'
import { scan } from './language/scan.mjs'

// Landed migrations never change; the word lists contain every word they ban.
const excluded = /^(prisma\/migrations|scripts\/checks\/language)|^package-lock\.json$/
const readable = /\.(tsx?|mjs|cjs|js|json|css|md|sql|prisma)$/

const paths = process.argv.slice(2)
const files = execFileSync('git', ['ls-files', ...paths], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => readable.test(file) && !excluded.test(file))

const problems = files.flatMap((file) =>
  scan(file, readFileSync(path.join(root, file), 'utf8')).map(
    ({ line, found, better }) => `${file}:${line}: "${found}" (better: ${better})`,
  ),
)
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.stdout.write(`${files.length} files, ${problems.length} problems\n`)
process.exitCode = problems.length > 0 ? 1 : 0
